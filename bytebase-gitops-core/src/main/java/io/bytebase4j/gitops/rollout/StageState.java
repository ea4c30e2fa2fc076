package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls.StageData;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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
    // Servers of May 2025 number their stages.
    return ResourceNames.lastPart(environment.isEmpty() ? name : environment);
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
   * Whether a task was started and is not at its end. One that waits for a failed one of the same
   * database does not count: the server will never begin it.
   *
   * @return true if something changes without anybody doing anything
   */
  public boolean isUnderWay() {
    return tasks.stream().anyMatch(task -> task.status().isUnderWay() && !isBlocked(task));
  }

  private boolean isBlocked(TaskState task) {
    return task.status() == TaskStatus.PENDING
        && before(task).anyMatch(earlier -> earlier.status().isFailed());
  }

  /**
   * The tasks that come before one on the same database. The server runs those one after the other.
   */
  Stream<TaskState> before(TaskState task) {
    return tasks.stream()
        .takeWhile(other -> !other.name().equals(task.name()))
        .filter(other -> other.target().equals(task.target()));
  }

  /** Whether a task was started and only waits for its turn, not for a time. */
  boolean waitsForItsTurn(Instant now) {
    return tasks.stream()
        .filter(task -> task.status() == TaskStatus.PENDING && !isBlocked(task))
        .map(TaskState::runTime)
        .anyMatch(time -> time == null || !time.isAfter(now));
  }
}
