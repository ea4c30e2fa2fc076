package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a task of a stage. For example {@code
 * projects/hr/plans/101/rollout/stages/prod/tasks/102}, in {@code bytebase.v1.RolloutService}.
 * Immutable and thread-safe.
 *
 * @param stage the stage that it is part of
 * @param id id of the task, for example {@code 102}; {@code -} for all
 */
public record TaskName(StageName stage, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param stage the stage that it is part of
   * @param id id of the task, for example {@code 102}; {@code -} for all
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the stage is null
   */
  public TaskName {
    Objects.requireNonNull(stage, "stage");
    NameForm.TASK.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param plan id of the plan, for example {@code 101}
   * @param stage id of the stage, for example {@code prod}; {@code -} for all
   * @param task id of the task, for example {@code 102}; {@code -} for all
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static TaskName of(String project, String plan, String stage, String task) {
    return new TaskName(StageName.of(project, plan, stage), task);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/plans/101/rollout/stages/prod/tasks/102}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a task
   */
  public static TaskName parse(String name) {
    NameForm.Parts parts = NameForm.TASK.split(name);
    return new TaskName(StageName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return stage + "/tasks/" + id;
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
