package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a stage of a rollout. The id is that of the environment. For example {@code
 * projects/hr/plans/101/rollout/stages/prod}, in {@code bytebase.v1.RolloutService}. Immutable and
 * thread-safe.
 *
 * @param rollout the rollout that it is part of
 * @param id id of the stage, for example {@code prod}; {@code -} for all
 */
public record StageName(RolloutName rollout, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param rollout the rollout that it is part of
   * @param id id of the stage, for example {@code prod}; {@code -} for all
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the rollout is null
   */
  public StageName {
    Objects.requireNonNull(rollout, "rollout");
    NameForm.STAGE.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param plan id of the plan, for example {@code 101}
   * @param stage id of the stage, for example {@code prod}; {@code -} for all
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static StageName of(String project, String plan, String stage) {
    return new StageName(RolloutName.of(project, plan), stage);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/plans/101/rollout/stages/prod}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a stage
   */
  public static StageName parse(String name) {
    NameForm.Parts parts = NameForm.STAGE.split(name);
    return new StageName(RolloutName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return rollout + "/stages/" + id;
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
