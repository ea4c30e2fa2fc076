package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.BYTE_ORDER_MARK;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.DUPLICATE_VERSION;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.EMPTY;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.LEFT_OUT;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NOT_TEXT;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_FILES;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_SUCH_FOLDER;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_VERSION;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.SIMILAR_VERSION;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNREADABLE;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.VERSION_TOO_LONG;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One scan: collects files and findings. Used once, by one thread. */
final class MigrationScan {
  private static final String EXAMPLE = "202505141650_create_table_t1.sql";

  private final List<MigrationFile> files = new ArrayList<>();
  private final List<MigrationFinding> findings = new ArrayList<>();

  MigrationSet folder(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!isFolder(absolute)) {
      return result();
    }
    Path root = absolute.getParent() == null ? absolute : absolute.getParent();
    try (Stream<Path> entries = Files.list(absolute)) {
      for (Path entry : entries.sorted().toList()) {
        String path = relative(root, entry);
        if (Files.isDirectory(entry)) {
          find(LEFT_OUT, path, "a folder in the folder; to read it too, use a pattern: **/*.sql");
        } else if (!path.toLowerCase(Locale.ROOT).endsWith(".sql")) {
          find(LEFT_OUT, path, "does not end in .sql");
        } else {
          take(entry, path);
        }
      }
    } catch (IOException e) {
      find(UNREADABLE, relative(root, absolute), "can't be listed: " + e);
    }
    requireSome(relative(root, absolute), "no .sql file lies in " + absolute);
    return result();
  }

  MigrationSet pattern(Path root, String pattern) {
    Glob glob = Glob.parse(pattern.startsWith("./") ? pattern.substring(2) : pattern);
    Path absolute = root.toAbsolutePath().normalize();
    if (!isFolder(absolute)) {
      return result();
    }
    try (Stream<Path> entries = Files.walk(absolute)) {
      List<Path> matches =
          entries
              .filter(entry -> !Files.isDirectory(entry))
              .filter(entry -> glob.matches(relative(absolute, entry)))
              .sorted(Comparator.comparing(entry -> relative(absolute, entry)))
              .toList();
      matches.forEach(entry -> take(entry, relative(absolute, entry)));
    } catch (IOException | java.io.UncheckedIOException e) {
      find(UNREADABLE, pattern, "can't be listed below " + absolute + ": " + e);
    }
    requireSome(pattern, "no file below " + absolute + " matches");
    return result();
  }

  private boolean isFolder(Path folder) {
    if (Files.isDirectory(folder)) {
      return true;
    }
    find(
        NO_SUCH_FOLDER,
        folder.toString(),
        Files.exists(folder)
            ? "is a file: give the folder that it lies in"
            : "is not there; the working folder is " + Path.of("").toAbsolutePath());
    return false;
  }

  private void requireSome(String path, String message) {
    if (files.isEmpty() && findings.stream().noneMatch(f -> f.code() != LEFT_OUT)) {
      find(NO_FILES, path, message + "; a migration file is named like " + EXAMPLE);
    }
  }

  private void take(Path file, String path) {
    Optional<MigrationFileName> name = MigrationFileName.parse(file.getFileName().toString());
    if (name.isEmpty()) {
      find(
          NO_VERSION,
          path,
          "the name does not begin with a version: rename it to something like " + EXAMPLE);
      return;
    }
    MigrationVersion version;
    try {
      version = new MigrationVersion(name.get().version());
    } catch (IllegalArgumentException e) {
      find(VERSION_TOO_LONG, path, e.getMessage() + ": use 18 digits or fewer between dots");
      return;
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      find(UNREADABLE, path, "can't be read: " + e);
      return;
    }
    if (isText(bytes, path)) {
      files.add(
          new MigrationFile(
              path,
              version,
              name.get().changeType(),
              name.get().description(),
              MigrationContent.of(bytes)));
    }
  }

  private boolean isText(byte[] bytes, String path) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      find(NOT_TEXT, path, "is not UTF-8 text: save it as UTF-8, or take it out of the folder");
      return false;
    }
    if (text.indexOf('\0') >= 0) {
      find(NOT_TEXT, path, "holds NUL bytes, so it is no SQL text: take it out of the folder");
      return false;
    }
    if (text.startsWith("\uFEFF")) {
      find(
          BYTE_ORDER_MARK,
          path,
          "begins with a byte order mark, which the database refuses: save it as UTF-8 without one");
      return false;
    }
    if (text.isBlank()) {
      find(EMPTY, path, "is empty: write the change into it, or take it out of the folder");
      return false;
    }
    return true;
  }

  private MigrationSet result() {
    MigrationSet sorted = new MigrationSet(files, List.of());
    for (int i = 1; i < sorted.files().size(); i++) {
      compareVersions(sorted.files().get(i - 1), sorted.files().get(i));
    }
    return new MigrationSet(files, findings);
  }

  private void compareVersions(MigrationFile before, MigrationFile after) {
    if (before.version().equals(after.version())) {
      find(
          DUPLICATE_VERSION,
          after.path(),
          "has the version " + after.version() + " of " + before.path() + ": give it a later one");
    } else if (before.version().sameNumbers(after.version())) {
      find(
          SIMILAR_VERSION,
          after.path(),
          "version %s and %s of %s are the same number, yet two versions to the server"
              .formatted(after.version(), before.version(), before.path()));
    }
  }

  private void find(MigrationFinding.Code code, String path, String message) {
    findings.add(new MigrationFinding(code, path, message));
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
