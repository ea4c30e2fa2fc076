package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.migration.GitBaseline;
import io.bytebase4j.gitops.migration.MigrationFinding;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationSource;
import io.bytebase4j.gitops.report.console.LogText;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Reads the files of a change and says what is off with them. */
final class FilesRead {
  @Option(
      names = "--base",
      paramLabel = "COMMIT",
      description =
          "Compares the files with a commit, such as origin/main, and tells of those that changed "
              + "since and of new ones that come before others. It must be in the clone.")
  private @Nullable String base;

  MigrationSet read(Tool tool) {
    Path folder = tool.context().folder();
    MigrationSet set = tool.change().files(folder);
    if (base != null) {
      MigrationSource source = tool.change().source(folder);
      set = set.comparedWith(GitBaseline.read(source, base));
    }
    tell(set, tool.log());
    return set;
  }

  private static void tell(MigrationSet set, PrintWriter log) {
    for (MigrationFinding finding : set.findings()) {
      log.println(LogText.safe(finding.toString()));
    }
    log.flush();
  }
}
