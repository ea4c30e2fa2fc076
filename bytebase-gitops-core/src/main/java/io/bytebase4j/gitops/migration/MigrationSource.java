package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_FILES;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNREADABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where migration files lie, and how they are read. Begin with {@link #of}, end with {@link #scan}.
 * Immutable.
 *
 * <p>Patterns mean what they mean to bytebase-action: {@code *} and {@code ?} match within a name,
 * {@code **} as a whole name any number of folders, also none, {@code [a-z]} one of a range, {@code
 * [!a]} and {@code [^a]} all but, {@code {a,b}} either, and a backslash takes the next character as
 * it is. They are written with forward slashes on every system; case counts, hidden files match,
 * links are followed. A pattern may be absolute. Folders that match are not files.
 *
 * @param root where the patterns begin, for example the root of the repository
 * @param patterns the patterns; at least one
 * @param declaredAt when the schema was declared, for files that declare one together; null for
 *     versioned files
 * @param outsideAllowed whether files outside the root are taken, named by {@code ..}, by an
 *     absolute pattern or through a link
 * @param maxFileBytes the most bytes that a file may have; 1 or more
 * @param threads how many files are read at once, 1 to 64
 */
public record MigrationSource(
    Path root,
    List<String> patterns,
    @Nullable Instant declaredAt,
    boolean outsideAllowed,
    int maxFileBytes,
    int threads) {
  /** The most bytes that a file may have unless set; the largest that a server was seen to take. */
  public static final int DEFAULT_MAX_FILE_BYTES = 20 * 1024 * 1024;

  private static final int MOST_THREADS = 64;
  private static final int DEFAULT_MOST_THREADS = 8;
  private static final DateTimeFormatter DECLARED_VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd.HHmmss").withZone(ZoneOffset.UTC);

  /**
   * Checks the source; nothing is read.
   *
   * @param root where the patterns begin, for example the root of the repository
   * @param patterns the patterns; at least one
   * @param declaredAt when the schema was declared, for files that declare one together; null for
   *     versioned files
   * @param outsideAllowed whether files outside the root are taken, named by {@code ..}, by an
   *     absolute pattern or through a link
   * @param maxFileBytes the most bytes that a file may have; 1 or more
   * @param threads how many files are read at once, 1 to 64
   * @throws IllegalArgumentException if there is no pattern, one is none, or a number is out of its
   *     range
   */
  public MigrationSource {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("no pattern: give at least one, such as migration/*.sql");
    }
    for (String pattern : patterns) {
      if (pattern.isBlank()) {
        throw new IllegalArgumentException(
            "pattern \"" + pattern + "\" is blank: give one such as migration/*.sql");
      }
      if (pattern.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "pattern \"" + pattern.replace("\0", "\\0") + "\" holds a NUL character");
      }
      Glob unused = Glob.parse(GlobPaths.clean(pattern));
    }
    if (maxFileBytes < 1 || maxFileBytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "maxFileBytes is " + maxFileBytes + ": it must be 1 or more, and less than 2 GiB");
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads is " + threads + ": it must be from 1 to " + MOST_THREADS);
    }
  }

  /**
   * Names versioned files within a root.
   *
   * @param root where the patterns begin, for example the root of the repository
   * @param patterns the patterns; at least one
   * @return the source
   * @throws IllegalArgumentException if there is no pattern, or one is none
   */
  public static MigrationSource of(Path root, String... patterns) {
    return new MigrationSource(
        root,
        List.of(patterns),
        null,
        false,
        DEFAULT_MAX_FILE_BYTES,
        Math.min(Runtime.getRuntime().availableProcessors(), DEFAULT_MOST_THREADS));
  }

  /**
   * Says that the files together declare how the schema should be. Their names need no version
   * then; all get that of a time, such as {@code 20260814.093000}, in UTC. The whole schema must be
   * there: what the files lack, a rollout drops, and statements that change data it leaves out.
   *
   * @param time when the schema is declared, for example now; the server does not compare it
   * @return a copy for a declared schema
   */
  public MigrationSource declarative(Instant time) {
    return new MigrationSource(root, patterns, time, outsideAllowed, maxFileBytes, threads);
  }

  /**
   * Takes files outside the root, too.
   *
   * @return a copy that allows it
   */
  public MigrationSource allowOutsideRoot() {
    return new MigrationSource(root, patterns, declaredAt, true, maxFileBytes, threads);
  }

  /**
   * Sets how large a file may be.
   *
   * @param most the most bytes; 1 or more
   * @return a copy with the limit
   */
  public MigrationSource withMaxFileBytes(int most) {
    return new MigrationSource(root, patterns, declaredAt, outsideAllowed, most, threads);
  }

  /**
   * Sets how many files are read at once.
   *
   * @param most 1 to 64
   * @return a copy with the number
   */
  public MigrationSource withThreads(int most) {
    return new MigrationSource(root, patterns, declaredAt, outsideAllowed, maxFileBytes, most);
  }

  /**
   * Reads the files. What is off with one is a finding and never ends the scan; the same files give
   * the same set.
   *
   * @return the set; a pattern that matches no file makes an error in it
   * @throws ScanInterruptedException if the thread is interrupted
   */
  public MigrationSet scan() {
    return scan(root);
  }

  /** Scans; what a folder that the caller names leads to is not outside. */
  MigrationSet scan(Path named) {
    Path absolute = root.toAbsolutePath().normalize();
    List<MigrationFinding> findings = new ArrayList<>();
    List<FileWalk.Found> found = find(absolute, named, findings);
    ParallelScan.requireNoInterrupt(absolute, found.size());
    MigrationVersion version =
        declaredAt == null ? null : new MigrationVersion(DECLARED_VERSION.format(declaredAt));
    List<MigrationFile> files = new ArrayList<>(found.size());
    for (FileScan.Result result :
        ParallelScan.scan(absolute, found, threads, new FileScan(version, maxFileBytes))) {
      if (result.file() != null) {
        files.add(result.file());
      }
      findings.addAll(result.findings());
    }
    return new MigrationSet(
        declaredAt == null ? MigrationType.VERSIONED : MigrationType.DECLARATIVE,
        String.join(",", patterns),
        files,
        findings);
  }

  /** The patterns as they match paths from the root; those of places outside match none. */
  List<Glob> globsFromRoot() {
    String place = FileWalk.slashes(root.toAbsolutePath().normalize());
    String above = place.endsWith("/") ? place : place + "/";
    return patterns.stream()
        .map(GlobPaths::clean)
        .map(pattern -> pattern.startsWith(above) ? pattern.substring(above.length()) : pattern)
        .map(Glob::parse)
        .toList();
  }

  private List<FileWalk.Found> find(Path absolute, Path named, List<MigrationFinding> findings) {
    Optional<MigrationFinding> missing = FolderScan.missing(absolute);
    if (missing.isPresent()) {
      findings.add(missing.get());
      return List.of();
    }
    FileWalk walk;
    try {
      walk = new FileWalk(absolute, named, outsideAllowed);
    } catch (IOException e) {
      findings.add(new MigrationFinding(UNREADABLE, absolute.toString(), "can't be read: " + e));
      return List.of();
    }
    for (String pattern : patterns) {
      long before = walk.errors();
      if (walk.take(pattern) == 0 && walk.errors() == before) {
        findings.add(new MigrationFinding(NO_FILES, pattern, noMatch(absolute, pattern)));
      }
    }
    findings.addAll(walk.findings());
    return List.copyOf(walk.found());
  }

  private static String noMatch(Path root, String pattern) {
    String clean = GlobPaths.clean(pattern);
    if (GlobPaths.isPlain(clean) && isFolder(root, clean)) {
      return "is a folder: to read the files in it, write "
          + (clean.isEmpty() ? "" : clean + "/")
          + "*.sql";
    }
    String slashes = pattern.replace('\\', '/');
    return "no file below %s matches%s; a migration file is named like %s"
        .formatted(
            root,
            root.getFileSystem().getSeparator().equals("/") || slashes.equals(pattern)
                ? ""
                : ", as \\ takes the next character as it is: perhaps " + slashes + " is meant",
            FileScan.EXAMPLE);
  }

  private static boolean isFolder(Path root, String place) {
    try {
      return Files.isDirectory(root.resolve(place));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
