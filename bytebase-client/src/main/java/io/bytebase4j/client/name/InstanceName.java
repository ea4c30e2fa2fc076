package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import org.jspecify.annotations.Nullable;

/**
 * The name of an instance, which is a database server. Where it belongs to a project, that stands
 * before it: {@code projects/hr/instances/test-pg}. For example {@code instances/test-pg}, in
 * {@code bytebase.v1.InstanceService}. Immutable and thread-safe.
 *
 * @param project the project that it belongs to, null where it belongs to none
 * @param id id of the instance, for example {@code test-pg}
 */
public record InstanceName(@Nullable ProjectName project, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param project the project that it belongs to, null where it belongs to none
   * @param id id of the instance, for example {@code test-pg}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public InstanceName {
    NameForm.INSTANCE.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param instance id of the instance, for example {@code test-pg}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static InstanceName of(String instance) {
    return new InstanceName(null, instance);
  }

  /**
   * Puts the name together from ids, where the instance belongs to a project.
   *
   * @param project id of the project, for example {@code hr}
   * @param instance id of the instance, for example {@code test-pg}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static InstanceName of(String project, String instance) {
    return new InstanceName(ProjectName.of(project), instance);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code instances/test-pg}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of an instance
   */
  public static InstanceName parse(String name) {
    NameForm.Parts parts = NameForm.INSTANCE.split(name);
    ProjectName project = parts.parent().isEmpty() ? null : ProjectName.parse(parts.parent());
    return new InstanceName(project, parts.id());
  }

  @Override
  public String name() {
    return (project == null ? "" : project + "/") + "instances/" + id;
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
