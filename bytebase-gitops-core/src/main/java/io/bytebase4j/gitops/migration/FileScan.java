package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NO_VERSION;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.TOO_LARGE;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNCLEAR_VERSION;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNREADABLE;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.VERSION_TOO_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one file: its name, then what it holds. Thread-safe. */
final class FileScan {
  static final String EXAMPLE = "202505141650_create_table_t1.sql";

  /**
   * What became of a file.
   *
   * @param file the file; null if it can't be used at all
   * @param findings what is off
   */
  record Result(@Nullable MigrationFile file, List<MigrationFinding> findings) {}

  private final @Nullable MigrationVersion version;
  private final int maxBytes;

  /**
   * Reads files.
   *
   * @param version the version of all files; null if each has its own, in its name
   * @param maxBytes the most bytes that a file may have
   */
  FileScan(@Nullable MigrationVersion version, int maxBytes) {
    this.version = version;
    this.maxBytes = maxBytes;
  }

  Result scan(FileWalk.Found found) {
    return scan(found.path(), findings -> read(found, findings));
  }

  Result scan(String path, MigrationContent content) {
    return scan(path, findings -> content);
  }

  private interface Reader {
    @Nullable MigrationContent read(List<MigrationFinding> findings);
  }

  private Result scan(String path, Reader reader) {
    List<MigrationFinding> findings = new ArrayList<>();
    return new Result(
        version == null
            ? versioned(path, reader, findings)
            : declared(path, version, reader, findings),
        List.copyOf(findings));
  }

  private static @Nullable MigrationFile declared(
      String path, MigrationVersion all, Reader reader, List<MigrationFinding> findings) {
    MigrationContent content = reader.read(findings);
    return content != null && check(path, content, findings).usable()
        ? new MigrationFile(path, all, ChangeType.DDL, "", content)
        : null;
  }

  // The content is read last: most of what a name gets wrong makes it of no use.
  private static @Nullable MigrationFile versioned(
      String path, Reader reader, List<MigrationFinding> findings) {
    Optional<MigrationFileName> name = MigrationFileName.parse(nameOf(path));
    if (name.isEmpty()) {
      findings.add(
          new MigrationFinding(
              NO_VERSION,
              path,
              "the name does not begin with a version: rename it to something like " + EXAMPLE));
      return null;
    }
    MigrationVersion own;
    try {
      own = new MigrationVersion(name.get().version());
    } catch (IllegalArgumentException e) {
      findings.add(
          new MigrationFinding(
              VERSION_TOO_LONG, path, e.getMessage() + ": use 18 digits or fewer between dots"));
      return null;
    }
    if (!name.get().clearer().isEmpty()) {
      findings.add(
          new MigrationFinding(
              UNCLEAR_VERSION,
              path,
              "the version is %s, and what follows looks like a part of it: perhaps %s was meant"
                  .formatted(own, name.get().clearer())));
    }
    MigrationContent content = reader.read(findings);
    if (content == null) {
      return null;
    }
    ContentCheck check = check(path, content, findings);
    ChangeType changeType = check.ghost() ? ChangeType.DDL_GHOST : name.get().changeType();
    return check.usable()
        ? new MigrationFile(path, own, changeType, name.get().description(), content)
        : null;
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private @Nullable MigrationContent read(FileWalk.Found found, List<MigrationFinding> findings) {
    try (InputStream in = Files.newInputStream(found.file())) {
      Optional<MigrationContent> content = MigrationContent.read(in, found.size(), maxBytes);
      if (content.isEmpty()) {
        findings.add(
            new MigrationFinding(
                TOO_LARGE,
                found.path(),
                "has more than %d bytes, which is the limit: split it, or raise the limit"
                    .formatted(maxBytes)));
      }
      return content.orElse(null);
    } catch (IOException e) {
      findings.add(new MigrationFinding(UNREADABLE, found.path(), "can't be read: " + e));
      return null;
    }
  }

  private static ContentCheck check(
      String path, MigrationContent content, List<MigrationFinding> findings) {
    ContentCheck check = new ContentCheck(path, content);
    findings.addAll(check.findings());
    return check;
  }
}
