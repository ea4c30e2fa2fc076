package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;

/**
 * The name of a project. For example {@code projects/hr}, in {@code bytebase.v1.ProjectService}.
 * Immutable and thread-safe.
 *
 * @param id id of the project, for example {@code hr}
 */
public record ProjectName(String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param id id of the project, for example {@code hr}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public ProjectName {
    NameForm.PROJECT.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static ProjectName of(String project) {
    return new ProjectName(project);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a project
   */
  public static ProjectName parse(String name) {
    return new ProjectName(NameForm.PROJECT.split(name).id());
  }

  @Override
  public String name() {
    return "projects/" + id;
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
