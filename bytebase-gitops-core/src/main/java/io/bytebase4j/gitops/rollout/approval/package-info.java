/**
 * Approvals that a rollout, or a stage of it, waits for: by an issue on the server, or by whatever
 * else a gate asks. All of it is fail-closed: what is not an approval ends in an exception.
 */
@NullMarked
package io.bytebase4j.gitops.rollout.approval;

import org.jspecify.annotations.NullMarked;
