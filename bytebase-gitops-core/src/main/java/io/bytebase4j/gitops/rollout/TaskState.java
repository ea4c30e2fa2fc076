package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls.TaskData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task: one database's part of a rollout.
 *
 * @param name its name, for example {@code projects/hr/plans/101/rollout/stages/test/tasks/101}
 * @param release the release that it applies; empty where it has none
 * @param target the database, for example {@code instances/test-pg/databases/app}
 * @param status where it stands
 * @param serverStatus the status in the server's own word, which {@link TaskStatus#UNKNOWN} stands
 *     for where it is a new one
 * @param skippedReason why it was skipped; empty where it was not, or nobody said
 * @param runTime when its run is to begin; null for at once
 */
public record TaskState(
    String name,
    String release,
    String target,
    TaskStatus status,
    String serverStatus,
    String skippedReason,
    @Nullable Instant runTime) {
  static TaskState of(TaskData data) {
    return new TaskState(
        data.name(),
        data.release(),
        data.target(),
        TaskStatus.of(data.status()),
        data.status(),
        data.skippedReason(),
        data.runTime());
  }

  @Override
  public String toString() {
    return target + " " + (status == TaskStatus.UNKNOWN ? "\"" + serverStatus + "\"" : status);
  }
}
