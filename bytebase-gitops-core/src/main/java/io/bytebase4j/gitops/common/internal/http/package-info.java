/**
 * Calls to a CI platform's API: one address, one deadline, nothing sent elsewhere. Not for use by
 * callers.
 */
@NullMarked
package io.bytebase4j.gitops.common.internal.http;

import org.jspecify.annotations.NullMarked;
