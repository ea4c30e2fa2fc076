package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.migration.MigrationSet;
import java.util.List;

/**
 * What is to be reviewed.
 *
 * @param project the project, for example {@code projects/hr}
 * @param targets the databases, or one database group; at least one, none twice
 * @param migrations the files
 */
public record ReviewRequest(String project, List<String> targets, MigrationSet migrations) {
  /**
   * Checks the request; nothing is sent.
   *
   * @param project the project, for example {@code projects/hr}
   * @param targets the databases, or one database group; at least one, none twice
   * @param migrations the files
   * @throws IllegalArgumentException if the project or a target is no such name
   * @throws io.bytebase4j.gitops.migration.InvalidMigrationsException if the files can't be used
   */
  public ReviewRequest {
    ResourceNames.requireProject(project);
    targets = ResourceNames.requireTargets(targets);
    migrations.requireValid();
  }

  /**
   * Makes a request.
   *
   * @param project the project, for example {@code projects/hr}
   * @param targets the databases, or one database group; at least one, none twice
   * @param migrations the files
   * @return the request
   */
  public static ReviewRequest of(String project, List<String> targets, MigrationSet migrations) {
    return new ReviewRequest(project, targets, migrations);
  }
}
