package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationFile;
import java.util.List;

/**
 * A short hash of what is released. It stands in the release's id, so that the release can be found
 * again by what it holds.
 */
final class ReleaseKey {
  private static final int LENGTH = 12;

  private ReleaseKey() {}

  static String of(String project, List<MigrationFile> files) {
    StringBuilder text = new StringBuilder(project);
    for (MigrationFile file : files) {
      // NUL can stand in none of the parts, so that no two lists give one text.
      text.append('\0').append(file.path());
      text.append('\0').append(file.version().text());
      text.append('\0').append(file.content().sha256());
    }
    return MigrationContent.of(text.toString()).sha256().substring(0, LENGTH);
  }
}
