package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a plan. For example {@code projects/hr/plans/101}, in {@code
 * bytebase.v1.PlanService}. Immutable and thread-safe.
 *
 * @param project the project that it belongs to
 * @param id id of the plan, for example {@code 101}
 */
public record PlanName(ProjectName project, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param project the project that it belongs to
   * @param id id of the plan, for example {@code 101}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the project is null
   */
  public PlanName {
    Objects.requireNonNull(project, "project");
    NameForm.PLAN.requireId(id);
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
  public static PlanName of(String project, String plan) {
    return new PlanName(ProjectName.of(project), plan);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/plans/101}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a plan
   */
  public static PlanName parse(String name) {
    NameForm.Parts parts = NameForm.PLAN.split(name);
    return new PlanName(ProjectName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return project + "/plans/" + id;
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
