package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a rollout. A plan has at most one, so that the plan's id tells it. For example {@code
 * projects/hr/plans/101/rollout}, in {@code bytebase.v1.RolloutService}. Immutable and thread-safe.
 *
 * @param plan the plan that it carries out
 */
public record RolloutName(PlanName plan) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param plan the plan that it carries out
   * @throws NullPointerException if the plan is null
   */
  public RolloutName {
    Objects.requireNonNull(plan, "plan");
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param plan id of the plan, for example {@code 101}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static RolloutName of(String project, String plan) {
    return new RolloutName(PlanName.of(project, plan));
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/plans/101/rollout}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a rollout
   */
  public static RolloutName parse(String name) {
    return new RolloutName(PlanName.parse(NameForm.ROLLOUT.split(name).parent()));
  }

  @Override
  public String name() {
    return plan + "/rollout";
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
