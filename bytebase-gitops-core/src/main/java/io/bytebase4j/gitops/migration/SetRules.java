package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.DUPLICATE_PATH;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.DUPLICATE_VERSION;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NOT_ENDED;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.SIMILAR_VERSION;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is off with files beside each other. */
final class SetRules {
  private static final Pattern ENDED = Pattern.compile("(;|\\*/|(?m:^|;)\\s*--[^\\n]*)\\s*\\z");

  private SetRules() {}

  /**
   * Compares the files of a set.
   *
   * @param type how they change a database
   * @param files in order of versions
   * @return what is off
   */
  static List<MigrationFinding> check(MigrationType type, List<MigrationFile> files) {
    List<MigrationFinding> findings = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (MigrationFile file : files) {
      if (!paths.add(file.path())) {
        findings.add(new MigrationFinding(DUPLICATE_PATH, file.path(), "stands in the set twice"));
      }
    }
    if (type == MigrationType.DECLARATIVE) {
      checkEnds(files, findings);
    } else {
      for (int i = 1; i < files.size(); i++) {
        compareVersions(files.get(i - 1), files.get(i), findings);
      }
    }
    return findings;
  }

  // A release joins them, so that the last statement of one would go on in the next.
  private static void checkEnds(List<MigrationFile> files, List<MigrationFinding> findings) {
    for (int i = 0; i + 1 < files.size(); i++) {
      MigrationFile file = files.get(i);
      if (!ENDED.matcher(file.content().text()).find()) {
        findings.add(
            new MigrationFinding(
                NOT_ENDED,
                file.path(),
                "does not end in a semicolon or a comment, and a release joins it with "
                    + files.get(i + 1).path()
                    + ": end its last statement"));
      }
    }
  }

  private static void compareVersions(
      MigrationFile before, MigrationFile after, List<MigrationFinding> findings) {
    if (before.version().equals(after.version())) {
      findings.add(
          new MigrationFinding(
              DUPLICATE_VERSION,
              after.path(),
              "has the version %s of %s: give it a later one"
                  .formatted(after.version(), before.path())));
    } else if (before.version().sameNumbers(after.version())) {
      findings.add(similar(after, before.version(), before.path()));
    }
  }

  static MigrationFinding similar(MigrationFile file, MigrationVersion other, String where) {
    return new MigrationFinding(
        SIMILAR_VERSION,
        file.path(),
        "version %s and %s of %s are the same number, yet two versions to the server"
            .formatted(file.version(), other, where));
  }
}
