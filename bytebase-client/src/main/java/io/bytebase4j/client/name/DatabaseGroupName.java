package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a database group. For example {@code projects/hr/databaseGroups/shards}, in {@code
 * bytebase.v1.DatabaseGroupService}. Immutable and thread-safe.
 *
 * @param project the project that it belongs to
 * @param id id of the group, for example {@code shards}
 */
public record DatabaseGroupName(ProjectName project, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param project the project that it belongs to
   * @param id id of the group, for example {@code shards}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the project is null
   */
  public DatabaseGroupName {
    Objects.requireNonNull(project, "project");
    NameForm.DATABASE_GROUP.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param project id of the project, for example {@code hr}
   * @param databaseGroup id of the group, for example {@code shards}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static DatabaseGroupName of(String project, String databaseGroup) {
    return new DatabaseGroupName(ProjectName.of(project), databaseGroup);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code projects/hr/databaseGroups/shards}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a database group
   */
  public static DatabaseGroupName parse(String name) {
    NameForm.Parts parts = NameForm.DATABASE_GROUP.split(name);
    return new DatabaseGroupName(ProjectName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return project + "/databaseGroups/" + id;
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
