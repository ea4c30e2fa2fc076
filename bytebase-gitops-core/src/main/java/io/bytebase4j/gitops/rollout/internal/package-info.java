/**
 * Waiting for many rollouts with few threads and few requests. Not for use by callers of the
 * library.
 */
@NullMarked
package io.bytebase4j.gitops.rollout.internal;

import org.jspecify.annotations.NullMarked;
