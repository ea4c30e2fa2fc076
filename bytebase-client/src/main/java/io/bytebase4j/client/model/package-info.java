/**
 * The messages and enums of the Bytebase API; generated at build time. Messages are mutable and not
 * thread-safe; enums are immutable.
 */
@NullMarked
package io.bytebase4j.client.model;

import org.jspecify.annotations.NullMarked;
