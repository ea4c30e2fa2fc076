package io.bytebase4j.gitops.migration;

import io.bytebase4j.gitops.common.Severity;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The migration files of one place and all that was found wrong with them. Immutable.
 *
 * <p>Scanning never throws for what it finds: a file that can't be used is a finding, and a set
 * with errors is refused by whatever would send it.
 *
 * @param files the usable files, ordered by version
 * @param findings what is off, ordered by path
 */
public record MigrationSet(List<MigrationFile> files, List<MigrationFinding> findings) {

  /**
   * Copies and orders both lists.
   *
   * @param files the usable files, ordered by version
   * @param findings what is off, ordered by path
   */
  public MigrationSet {
    files =
        files.stream()
            .sorted(Comparator.comparing(MigrationFile::version).thenComparing(MigrationFile::path))
            .toList();
    findings =
        findings.stream()
            .sorted(
                Comparator.comparing(MigrationFinding::path).thenComparing(MigrationFinding::code))
            .toList();
  }

  /**
   * Reads the {@code .sql} files that lie directly in a folder. Paths in the set begin with the
   * folder's own name, as they do in a repository.
   *
   * @param folder for example {@code migration}
   * @return the set; a folder that is missing or empty gives a set with an error
   */
  public static MigrationSet ofFolder(Path folder) {
    return new MigrationScan().folder(folder);
  }

  /**
   * Reads the files below a folder whose relative path matches a pattern: {@code *} matches within
   * a name, <code>**&#47;</code> any number of folders, also none, {@code ?} one character, {@code
   * {a,b}} either, {@code [a-z]} a range.
   *
   * @param root where the pattern begins, for example the root of the repository; paths in the set
   *     are relative to it
   * @param pattern for example {@code migration/*.sql}
   * @return the set; a pattern that matches no file gives a set with an error
   * @throws IllegalArgumentException if the pattern is none
   */
  public static MigrationSet ofPattern(Path root, String pattern) {
    return new MigrationScan().pattern(root, pattern);
  }

  /**
   * The findings that stop this set from being used.
   *
   * @return those of severity {@link Severity#ERROR}
   */
  public List<MigrationFinding> errors() {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
  }

  /**
   * Requires that the set can be used.
   *
   * @return this set
   * @throws InvalidMigrationsException if it has errors
   */
  public MigrationSet requireValid() {
    List<MigrationFinding> errors = errors();
    if (!errors.isEmpty()) {
      throw new InvalidMigrationsException(errors);
    }
    return this;
  }
}
