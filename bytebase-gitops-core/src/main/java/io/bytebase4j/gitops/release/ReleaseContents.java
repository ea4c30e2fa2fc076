package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleasedFileData;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationType;
import java.util.Comparator;
import java.util.List;

/** What a release is to hold, beside what releases of the server do hold. */
final class ReleaseContents {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::version).thenComparing(Entry::path).thenComparing(Entry::sha256);

  private final boolean versionsCount;
  private final List<Entry> entries;

  /**
   * Knows what it is to hold.
   *
   * @param request what is released
   * @param files its files, as a release holds them
   */
  ReleaseContents(ReleaseRequest request, List<MigrationFile> files) {
    this.versionsCount = versionsCount(request);
    this.entries =
        files.stream()
            .map(f -> new Entry(f.path(), f.version().text(), f.content().sha256()))
            .sorted(ORDER)
            .toList();
  }

  /**
   * Whether files of another version are others. The version of a declared schema is only the time
   * when it was declared, and another one each time that a run is run again; so the run's key tells
   * runs apart, and without one the time has to. By the content alone a schema that was declared,
   * replaced, and declared again would be taken for released, and a plan of it for done.
   */
  static boolean versionsCount(ReleaseRequest request) {
    return request.migrations().type() == MigrationType.VERSIONED || request.runKey().isEmpty();
  }

  private record Entry(String path, String version, String sha256) {
    Entry withoutVersion() {
      return new Entry(path, "", sha256);
    }

    @Override
    public String toString() {
      return path + " (version " + version + ", SHA-256 " + sha256 + ")";
    }
  }

  /** Whether a release, made by whomever, holds the same. */
  boolean areHeldBy(ReleaseData release) {
    List<Entry> held = entries(release);
    return versionsCount ? held.equals(entries) : versionless(held).equals(versionless(entries));
  }

  private static List<Entry> versionless(List<Entry> entries) {
    return entries.stream().map(Entry::withoutVersion).sorted(ORDER).toList();
  }

  private static List<Entry> entries(ReleaseData release) {
    return release.files().stream().map(ReleaseContents::entry).sorted(ORDER).toList();
  }

  private static Entry entry(ReleasedFileData file) {
    return new Entry(file.path(), file.version(), file.sha256());
  }

  /**
   * Requires that the release that was made for these files holds them.
   *
   * @throws ReleaseMismatchException if it does not
   */
  void requireSentTo(ReleaseData release) {
    List<Entry> held = entries(release);
    for (int i = 0; i < Math.max(held.size(), entries.size()); i++) {
      String expected = i < entries.size() ? entries.get(i).toString() : "no further file";
      String found = i < held.size() ? held.get(i).toString() : "no further file";
      if (!expected.equals(found)) {
        throw new ReleaseMismatchException(release.name(), expected, found);
      }
    }
  }
}
