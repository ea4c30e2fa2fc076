package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.migration.MigrationFile;
import java.util.List;

/**
 * What a rollout would do to one database.
 *
 * @param target the database, for example {@code instances/prod-pg/databases/app}
 * @param pending the files that would be run, in the order in which they would be
 * @param applied the files that are applied and would be passed over
 * @param edited the files whose version is applied with another content: they would be passed over
 *     as well, so that what they hold now reaches the database never
 */
public record TargetPreview(
    String target,
    List<MigrationFile> pending,
    List<MigrationFile> applied,
    List<MigrationFile> edited) {
  /**
   * Copies the lists.
   *
   * @param target the database
   * @param pending the files that would be run, in order
   * @param applied the files that are applied and would be passed over
   * @param edited the files whose version is applied with another content
   */
  public TargetPreview {
    pending = List.copyOf(pending);
    applied = List.copyOf(applied);
    edited = List.copyOf(edited);
  }
}
