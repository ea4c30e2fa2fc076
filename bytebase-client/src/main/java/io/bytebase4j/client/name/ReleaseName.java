package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a release. The server makes the id from a template. For example {@code
 * projects/hr/releases/20261124-RC00}, in {@code bytebase.v1.ReleaseService}. Immutable and
 * thread-safe.
 *
 * @param project the project that it belongs to
 * @param id id of the release, for example {@code 20261124-RC00}
 */
public record ReleaseName(ProjectName project, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param project the project that it belongs to
   * @param id id of the release, for example {@code 20261124-RC00}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the project is null
   */
  public ReleaseName {
    Objects.requireNonNull(project, "project");
    NameForm.RELEASE.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param release id of the release, for example {@code 20261124-RC00}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static ReleaseName of(String project, String release) {
    return new ReleaseName(ProjectName.of(project), release);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/releases/20261124-RC00}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a release
   */
  public static ReleaseName parse(String name) {
    NameForm.Parts parts = NameForm.RELEASE.split(name);
    return new ReleaseName(ProjectName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return project + "/releases/" + id;
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
