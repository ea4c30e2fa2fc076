package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.migration.MigrationSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be released.
 *
 * @param project the project, for example {@code projects/hr}
 * @param migrations the files
 * @param vcsSource the commit that they come from; null where there is none
 */
public record ReleaseRequest(
    String project, MigrationSet migrations, @Nullable VcsSource vcsSource) {
  /**
   * Checks the request; nothing is sent.
   *
   * @param project the project, for example {@code projects/hr}
   * @param migrations the files
   * @param vcsSource the commit that they come from; null where there is none
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
    return new ReleaseRequest(project, migrations, null);
  }

  /**
   * Says where the files come from.
   *
   * @param source the commit
   * @return a copy with the source
   */
  public ReleaseRequest withVcsSource(VcsSource source) {
    return new ReleaseRequest(project, migrations, source);
  }
}
