package io.bytebase4j.gitops.migration;

import io.bytebase4j.gitops.common.Severity;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The migration files of one place and all that was found wrong with them. Immutable.
 *
 * <p>Scanning never throws for what it finds: a file that can't be used is a finding, and a set
 * with errors is refused by whatever would send it.
 *
 * @param type how the files change a database
 * @param origin where they come from: the patterns, parted by commas
 * @param files the usable files, ordered by version and then by path
 * @param findings what is off, ordered by path
 * @param severities how bad findings of some codes are, also those that are still to come; others
 *     are as bad as their code says
 */
public record MigrationSet(
    MigrationType type,
    String origin,
    List<MigrationFile> files,
    List<MigrationFinding> findings,
    Map<MigrationFinding.Code, Severity> severities) {
  private static final Comparator<MigrationFile> BY_VERSION =
      Comparator.comparing(MigrationFile::version)
          .thenComparing(MigrationFile::path, PathOrder.INSTANCE);
  private static final Comparator<MigrationFinding> BY_PATH =
      Comparator.comparing(MigrationFinding::path, PathOrder.INSTANCE)
          .thenComparing(MigrationFinding::line)
          .thenComparing(MigrationFinding::code)
          .thenComparing(MigrationFinding::message);

  /**
   * Copies and orders both lists, adds what is off with the files beside each other, and gives
   * findings their severity.
   *
   * @param type how the files change a database
   * @param origin where they come from: the patterns, parted by commas
   * @param files the usable files, ordered by version and then by path
   * @param findings what is off, ordered by path
   * @param severities how bad findings of some codes are
   */
  public MigrationSet {
    Map<MigrationFinding.Code, Severity> chosen = new EnumMap<>(MigrationFinding.Code.class);
    chosen.putAll(severities);
    severities = Collections.unmodifiableMap(chosen);
    files = files.stream().sorted(BY_VERSION).toList();
    findings =
        asBadAs(chosen, Stream.concat(findings.stream(), SetRules.check(type, files).stream()))
            .distinct()
            .sorted(BY_PATH)
            .toList();
  }

  /**
   * Takes findings with the severities that their codes have.
   *
   * @param type how the files change a database
   * @param origin where they come from: the patterns, parted by commas
   * @param files the usable files
   * @param findings what is off
   */
  public MigrationSet(
      MigrationType type,
      String origin,
      List<MigrationFile> files,
      List<MigrationFinding> findings) {
    this(type, origin, files, findings, Map.of());
  }

  private static Stream<MigrationFinding> asBadAs(
      Map<MigrationFinding.Code, Severity> severities, Stream<MigrationFinding> findings) {
    return findings.map(
        finding ->
            finding.withSeverity(severities.getOrDefault(finding.code(), finding.severity())));
  }

  /**
   * Reads the {@code .sql} files that lie directly in a folder. Paths in the set begin with the
   * folder's own name, as they do in a repository.
   *
   * @param folder for example {@code migration}
   * @return the set; a folder that is missing or empty gives a set with an error
   * @throws ScanInterruptedException if the thread is interrupted
   */
  public static MigrationSet ofFolder(Path folder) {
    return FolderScan.scan(folder);
  }

  /**
   * Reads the files below a folder whose relative path matches a pattern; {@link MigrationSource}
   * says what a pattern means, and can do more.
   *
   * @param root where the pattern begins, for example the root of the repository; paths in the set
   *     are relative to it
   * @param pattern for example {@code migration/*.sql}
   * @return the set; a pattern that matches no file gives a set with an error
   * @throws IllegalArgumentException if the pattern is none
   * @throws ScanInterruptedException if the thread is interrupted
   */
  public static MigrationSet ofPattern(Path root, String pattern) {
    return MigrationSource.of(root, pattern).scan();
  }

  /**
   * Takes versioned files that do not lie on a disk, and checks them like those that do.
   *
   * @param contents what each file holds, by its path
   * @return the set; no file at all gives a set with an error
   */
  public static MigrationSet ofContents(Map<String, MigrationContent> contents) {
    FileScan scan = new FileScan(null, Integer.MAX_VALUE);
    List<MigrationFile> files = new ArrayList<>();
    List<MigrationFinding> findings = new ArrayList<>();
    if (contents.isEmpty()) {
      findings.add(new MigrationFinding(MigrationFinding.Code.NO_FILES, "", "no file was given"));
    }
    new TreeMap<>(contents)
        .forEach(
            (path, content) -> {
              FileScan.Result result = scan.scan(path, content);
              findings.addAll(result.findings());
              if (result.file() != null) {
                files.add(result.file());
              }
            });
    return new MigrationSet(MigrationType.VERSIONED, "", files, findings);
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
   * Sets how bad findings of a kind are in this set, also those that a baseline or a review adds
   * later. A file that can't be used at all, such as one without a version, stays left out,
   * whatever the severity.
   *
   * @param code the kind
   * @param severity {@link Severity#ERROR} stops the set from being used
   * @return a copy with the severity
   */
  public MigrationSet withSeverity(MigrationFinding.Code code, Severity severity) {
    Map<MigrationFinding.Code, Severity> more = new HashMap<>(severities);
    more.put(code, severity);
    return new MigrationSet(type, origin, files, findings, more);
  }

  /**
   * Looks for files that come too late, or were edited too late. Has no effect on a declared
   * schema.
   *
   * @param baseline what is there already: applied to a database, or in the branch that the change
   *     goes to
   * @return a copy with what was found besides
   */
  public MigrationSet comparedWith(MigrationBaseline baseline) {
    List<MigrationFinding> more = new ArrayList<>(findings);
    more.addAll(findingsBeside(baseline));
    return new MigrationSet(type, origin, files, more, severities);
  }

  /**
   * What {@link #comparedWith} would add.
   *
   * @param baseline what is there already
   * @return the findings, in the order of the files
   */
  public List<MigrationFinding> findingsBeside(MigrationBaseline baseline) {
    return type == MigrationType.DECLARATIVE
        ? List.of()
        : asBadAs(severities, new BaselineRules(baseline).check(files).stream()).toList();
  }

  /**
   * The files as a release holds them: those of a declared schema are joined into one, in the order
   * of paths, with a line break between them; its path is the {@link #origin}. The server compares
   * that one with the whole database.
   *
   * @return the files of versioned migrations as they are
   */
  public List<MigrationFile> filesOfRelease() {
    if (type == MigrationType.VERSIONED || files.isEmpty()) {
      return files;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (MigrationFile file : files) {
      if (all.size() > 0) {
        all.write('\n');
      }
      all.writeBytes(file.content().bytes());
    }
    return List.of(
        new MigrationFile(
            origin,
            files.get(0).version(),
            ChangeType.DDL,
            "",
            MigrationContent.of(all.toByteArray())));
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
