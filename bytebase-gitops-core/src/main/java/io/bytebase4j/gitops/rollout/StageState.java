package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls.StageData;
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

  boolean isAtEnd() {
    return tasks.stream().allMatch(task -> task.status().isEnd());
  }
}
