package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.migration.MigrationSet;

/**
 * What is to be released.
 *
 * @param project the project, for example {@code projects/hr}
 * @param migrations the files
 */
public record ReleaseRequest(String project, MigrationSet migrations) {
  /**
   * Checks the request; nothing is sent.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @throws IllegalArgumentException if the project is no such name
   * @throws io.bytebase4j.gitops.migration.InvalidMigrationsException if the files can't be used
   */
  public ReleaseRequest {
    ResourceNames.requireProject(project);
    migrations.requireValid();
  }

  /**
   * Makes a request.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @return the request
   */
  public static ReleaseRequest of(String project, MigrationSet migrations) {
    return new ReleaseRequest(project, migrations);
  }
}
