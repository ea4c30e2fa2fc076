package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.Objects;

/**
 * The name of a revision: the record of a version that was applied to a database. For example
 * {@code instances/test-pg/databases/app/revisions/101}, in {@code bytebase.v1.RevisionService}.
 * Immutable and thread-safe.
 *
 * @param database the database that it was applied to
 * @param id id of the revision, for example {@code 101}
 */
public record RevisionName(DatabaseName database, String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param database the database that it was applied to
   * @param id id of the revision, for example {@code 101}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   * @throws NullPointerException if the database is null
   */
  public RevisionName {
    Objects.requireNonNull(database, "database");
    NameForm.REVISION.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param instance id of the instance, for example {@code test-pg}
   * @param database id of the database, for example {@code app}
   * @param revision id of the revision, for example {@code 101}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static RevisionName of(String instance, String database, String revision) {
    return new RevisionName(DatabaseName.of(instance, database), revision);
  }

  /**
   * Puts the name together from ids, where the instance belongs to a project.
   *
   * @param project id of the project, for example {@code hr}
   * @param instance id of the instance, for example {@code test-pg}
   * @param database id of the database, for example {@code app}
   * @param revision id of the revision, for example {@code 101}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static RevisionName of(String project, String instance, String database, String revision) {
    return new RevisionName(DatabaseName.of(project, instance, database), revision);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code instances/test-pg/databases/app/revisions/101}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of a revision
   */
  public static RevisionName parse(String name) {
    NameForm.Parts parts = NameForm.REVISION.split(name);
    return new RevisionName(DatabaseName.parse(parts.parent()), parts.id());
  }

  @Override
  public String name() {
    return database + "/revisions/" + id;
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
