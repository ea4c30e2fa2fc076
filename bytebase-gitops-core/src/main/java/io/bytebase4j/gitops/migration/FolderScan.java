package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.LEFT_OUT;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_FILES;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_SUCH_FOLDER;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNREADABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the files that lie directly in a folder, and tells what else lies there. */
final class FolderScan {
  private FolderScan() {}

  static MigrationSet scan(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path root = parent == null ? absolute : parent;
    String prefix = parent == null ? "" : absolute.getFileName() + "/";
    List<MigrationFinding> findings = new ArrayList<>();
    Optional<MigrationFinding> missing = missing(absolute);
    if (missing.isPresent()) {
      return new MigrationSet(MigrationType.VERSIONED, prefix, List.of(), List.of(missing.get()));
    }
    leftOut(absolute, prefix, findings);
    MigrationSet found = MigrationSource.of(root, pattern(prefix)).scan(absolute);
    found.findings().stream()
        .map(finding -> finding.code() == NO_FILES ? noFiles(absolute, prefix) : finding)
        .forEach(findings::add);
    return new MigrationSet(MigrationType.VERSIONED, prefix + "*.sql", found.files(), findings);
  }

  private static MigrationFinding noFiles(Path folder, String prefix) {
    return new MigrationFinding(
        NO_FILES,
        prefix,
        "no .sql file lies in %s; a migration file is named like %s"
            .formatted(folder, FileScan.EXAMPLE));
  }

  private static String pattern(String prefix) {
    return prefix.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0") + "*.[sS][qQ][lL]";
  }

  private static void leftOut(Path folder, String prefix, List<MigrationFinding> findings) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        String path = prefix + entry.getFileName();
        if (Files.isDirectory(entry)) {
          findings.add(
              new MigrationFinding(
                  LEFT_OUT,
                  path,
                  "a folder in the folder; to read it too, use a pattern: " + prefix + "**/*.sql"));
        } else if (!path.toLowerCase(Locale.ROOT).endsWith(".sql")) {
          findings.add(new MigrationFinding(LEFT_OUT, path, "does not end in .sql"));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      findings.add(new MigrationFinding(UNREADABLE, prefix, "can't be listed: " + e));
    }
  }

  /** Says what is wrong with a folder that can't be read as one. */
  static Optional<MigrationFinding> missing(Path folder) {
    if (Files.isDirectory(folder)) {
      return Optional.empty();
    }
    return Optional.of(
        new MigrationFinding(
            NO_SUCH_FOLDER,
            folder.toString(),
            Files.exists(folder)
                ? "is a file: give the folder that it lies in"
                : "is not there; the working folder is " + Path.of("").toAbsolutePath()));
  }
}
