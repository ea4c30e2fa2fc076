package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a task run: one attempt at a task. For example {@code
 * projects/hr/plans/101/rollout/stages/prod/tasks/102/taskRuns/103}, in {@code
 * bytebase.v1.RolloutService}. Immutable and thread-safe.
 *
 * @param task the task that it attempts
 * @param id id of the task run, for example {@code 103}
 */
public record TaskRunName(TaskName task, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param task the task that it attempts
   * @param id id of the task run, for example {@code 103}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the task is null
   */
  public TaskRunName {
    Objects.requireNonNull(task, "task");
    NameForm.TASK_RUN.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param plan id of the plan, for example {@code 101}
   * @param stage id of the stage, for example {@code prod}; {@code -} for all
   * @param task id of the task, for example {@code 102}; {@code -} for all
   * @param taskRun id of the task run, for example {@code 103}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static TaskRunName of(
      String project, String plan, String stage, String task, String taskRun) {
    return new TaskRunName(TaskName.of(project, plan, stage, task), taskRun);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code
   *     projects/hr/plans/101/rollout/stages/prod/tasks/102/taskRuns/103}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a task run
   */
  public static TaskRunName parse(String name) {
    NameForm.Parts parts = NameForm.TASK_RUN.split(name);
    return new TaskRunName(TaskName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return task + "/taskRuns/" + id;
  }

  /**
   * The full name.
   *
   * @return the same as {@link #name}
   */
  @Override
  public String toString() {
    return name();
  }
}
