package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseDraft;
import io.bytebase4j.gitops.migration.MigrationFile;
import io.bytebase4j.gitops.migration.MigrationType;
import java.util.List;

/** Makes releases. Thread-safe. */
public final class ReleasePublisher {
  private final ReleaseCalls server;

  /**
   * Publishes to a server.
   *
   * @param server the server
   */
  public ReleasePublisher(ReleaseCalls server) {
    this.server = server;
  }

  /**
   * Creates a release. Each call creates one; none is sent twice.
   *
   * @param request what to release
   * @return the release
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses
   * @throws ReleaseMismatchException if the server's release holds something else
   */
  public ReleaseRef publish(ReleaseRequest request) {
    List<MigrationFile> files = request.migrations().filesOfRelease();
    List<FileData> sent =
        files.stream()
            .map(f -> new FileData(f.path(), f.version().text(), f.content().buffer()))
            .toList();
    String template = "gitops-" + ReleaseKey.of(request.project(), files) + "-{date}-RC{iteration}";
    ReleaseData made =
        server.create(
            new ReleaseDraft(
                request.project(),
                request.migrations().type() == MigrationType.DECLARATIVE,
                sent,
                template,
                "UTC",
                request.vcsSource()));
    ReleaseRef release =
        new ReleaseRef(
            made.name(),
            made.files().stream()
                .map(f -> new ReleasedFile(f.path(), f.version(), f.sheet(), f.sha256()))
                .toList(),
            made.createTime(),
            false,
            List.of());
    requireSame(release, files);
    return release;
  }

  private static void requireSame(ReleaseRef release, List<MigrationFile> files) {
    List<String> expected =
        files.stream()
            .map(f -> describe(f.path(), f.version().text(), f.content().sha256()))
            .sorted()
            .toList();
    List<String> found =
        release.files().stream()
            .map(f -> describe(f.path(), f.version(), f.sha256()))
            .sorted()
            .toList();
    if (!expected.equals(found)) {
      throw new ReleaseMismatchException(release.name(), expected.toString(), found.toString());
    }
  }

  private static String describe(String path, String version, String sha256) {
    return path + " (version " + version + ", SHA-256 " + sha256 + ")";
  }
}
