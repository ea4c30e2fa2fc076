/**
 * A local Bytebase for tests and first steps. {@link io.bytebase4j.testkit.LocalBytebase} is an
 * HTTP server that answers as a real Bytebase server of August 2026 was measured to answer, and
 * runs the migrations it is given on a real PostgreSQL.
 */
@NullMarked
package io.bytebase4j.testkit;

import org.jspecify.annotations.NullMarked;
