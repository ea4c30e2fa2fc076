package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls.TaskData;

/**
 * A task: one database's part of a rollout.
 *
 * @param name its name, for example {@code projects/hr/plans/101/rollout/stages/test/tasks/101}
 * @param target the database, for example {@code instances/test-pg/databases/app}
 * @param status where it stands
 */
public record TaskState(String name, String target, TaskStatus status) {
  static TaskState of(TaskData data) {
    return new TaskState(data.name(), data.target(), TaskStatus.of(data.status()));
  }
}
