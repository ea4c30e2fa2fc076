package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls.StageData;
import java.time.Instant;
import java.util.List;

/**
 * A stage: all tasks of one environment.
 *
 * @param name its name, for example {@code projects/hr/plans/101/rollout/stages/test}
 * @param environment the environment, for example {@code environments/test}
 * @param tasks its tasks
 */
public record StageState(String name, String environment, List<TaskState> tasks) {
  /**
   * Copies the tasks.
   *
   * @param name its name, for example {@code projects/hr/plans/101/rollout/stages/test}
   * @param environment the environment, for example {@code environments/test}
   * @param tasks its tasks
   */
  public StageState {
    tasks = List.copyOf(tasks);
  }

  static StageState of(StageData data) {
    return new StageState(
        data.name(), data.environment(), data.tasks().stream().map(TaskState::of).toList());
  }

  /**
   * The short name by which people call the stage.
   *
   * @return for example {@code test}
   */
  public String id() {
    return ResourceNames.lastPart(name);
  }

  /**
   * Whether everything is done or skipped.
   *
   * @return true if what comes after this stage may run
   */
  public boolean isSettled() {
    return tasks.stream().allMatch(task -> task.status().isSettled());
  }

  /**
   * Whether a task failed or was cancelled.
   *
   * @return true if running the stage again would run such tasks again
   */
  public boolean hasFailures() {
    return tasks.stream().anyMatch(task -> task.status().isFailed());
  }

  /**
   * Whether a task was started and is not at its end.
   *
   * @return true if something changes without anybody doing anything
   */
  public boolean isUnderWay() {
    return tasks.stream().anyMatch(task -> task.status().isUnderWay());
  }

  /** Whether a task was started and only waits for its turn, not for a time. */
  boolean waitsForItsTurn(Instant now) {
    return tasks.stream()
        .filter(task -> task.status() == TaskStatus.PENDING)
        .map(TaskState::runTime)
        .anyMatch(time -> time == null || !time.isAfter(now));
  }
}
