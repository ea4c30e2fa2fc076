/**
 * The seam to the server: one small interface, one class for each shape of the API. Not for use by
 * callers.
 */
@NullMarked
package io.bytebase4j.gitops.internal;

import org.jspecify.annotations.NullMarked;
