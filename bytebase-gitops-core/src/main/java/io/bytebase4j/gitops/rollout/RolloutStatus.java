package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.util.List;

/**
 * A rollout as it stood at one moment.
 *
 * @param name its name
 * @param stages its stages, in the order in which they are to run
 */
public record RolloutStatus(String name, List<StageState> stages) {
  /**
   * Copies the stages.
   *
   * @param name its name
   * @param stages its stages, in the order in which they are to run
   */
  public RolloutStatus {
    stages = List.copyOf(stages);
  }

  static RolloutStatus of(RolloutData data) {
    return new RolloutStatus(data.name(), data.stages().stream().map(StageState::of).toList());
  }

  /**
   * Finds a stage.
   *
   * @param stage its short name ({@code test}), its environment ({@code environments/test}) or its
   *     whole name
   * @return the stage
   * @throws UnknownStageException if there is none; it lists those that there are
   */
  public StageState stage(String stage) {
    return stages.stream()
        .filter(
            candidate ->
                stage.equals(candidate.id())
                    || stage.equals(candidate.environment())
                    || stage.equals(candidate.name()))
        .findFirst()
        .orElseThrow(() -> new UnknownStageException(stage, this));
  }

  /** The stages up to one. */
  List<StageState> through(String stage) {
    return stages.subList(0, stages.indexOf(stage(stage)) + 1);
  }

  /**
   * Finds a task.
   *
   * @param task its whole name, or its database's if the rollout has one task for it
   * @return the task
   * @throws TaskNotInStageException if there is none
   */
  public TaskState task(String task) {
    List<TaskState> all = stages.stream().flatMap(stage -> stage.tasks().stream()).toList();
    List<TaskState> found =
        all.stream().filter(t -> t.name().equals(task) || t.target().equals(task)).toList();
    if (found.size() != 1) {
      throw new TaskNotInStageException(
          task,
          "rollout " + name,
          found.isEmpty()
              ? "its tasks are " + TaskTexts.named(all)
              : "it has several tasks for it: " + TaskTexts.named(found));
    }
    return found.get(0);
  }

  StageState stageOf(TaskState task) {
    return stages.stream()
        .filter(stage -> task.name().startsWith(stage.name() + "/tasks/"))
        .findFirst()
        .orElseThrow(
            () ->
                new TaskNotInStageException(
                    task.name(), "a stage of rollout " + name, "the server's answer is odd"));
  }
}
