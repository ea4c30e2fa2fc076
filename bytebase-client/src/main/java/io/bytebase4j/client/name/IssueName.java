package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of an issue, which holds the approval of a plan. For example {@code
 * projects/hr/issues/101}, in {@code bytebase.v1.IssueService}. Immutable and thread-safe.
 *
 * @param project the project that it belongs to
 * @param id id of the issue, for example {@code 101}
 */
public record IssueName(ProjectName project, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param project the project that it belongs to
   * @param id id of the issue, for example {@code 101}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the project is null
   */
  public IssueName {
    Objects.requireNonNull(project, "project");
    NameForm.ISSUE.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param issue id of the issue, for example {@code 101}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static IssueName of(String project, String issue) {
    return new IssueName(ProjectName.of(project), issue);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/issues/101}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of an issue
   */
  public static IssueName parse(String name) {
    NameForm.Parts parts = NameForm.ISSUE.split(name);
    return new IssueName(ProjectName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return project + "/issues/" + id;
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
