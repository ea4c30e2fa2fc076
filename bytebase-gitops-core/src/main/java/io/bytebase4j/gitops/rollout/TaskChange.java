package io.bytebase4j.gitops.rollout;

import java.time.Instant;

/**
 * A task took another status.
 *
 * @param time when it was seen
 * @param stage the stage's short name
 * @param task the task as it is now
 */
public record TaskChange(Instant time, String stage, TaskState task) {}
