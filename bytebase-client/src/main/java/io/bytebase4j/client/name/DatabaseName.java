package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a database. Where its instance belongs to a project, that stands before it: {@code
 * projects/hr/instances/test-pg/databases/app}. For example {@code
 * instances/test-pg/databases/app}, in {@code bytebase.v1.DatabaseService}. Immutable and
 * thread-safe.
 *
 * @param instance the instance that holds it
 * @param id id of the database, for example {@code app}
 */
public record DatabaseName(InstanceName instance, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param instance the instance that holds it
   * @param id id of the database, for example {@code app}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the instance is null
   */
  public DatabaseName {
    Objects.requireNonNull(instance, "instance");
    NameForm.DATABASE.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param instance id of the instance, for example {@code test-pg}
   * @param database id of the database, for example {@code app}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static DatabaseName of(String instance, String database) {
    return new DatabaseName(InstanceName.of(instance), database);
  }

  /**
   * Puts the name together from ids, where the instance belongs to a project.
   *
   * @param project id of the project, for example {@code hr}
   * @param instance id of the instance, for example {@code test-pg}
   * @param database id of the database, for example {@code app}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static DatabaseName of(String project, String instance, String database) {
    return new DatabaseName(InstanceName.of(project, instance), database);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code instances/test-pg/databases/app}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a database
   */
  public static DatabaseName parse(String name) {
    NameForm.Parts parts = NameForm.DATABASE.split(name);
    return new DatabaseName(InstanceName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return instance + "/databases/" + id;
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
