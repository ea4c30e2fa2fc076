package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleasedFileData;
import io.bytebase4j.gitops.migration.MigrationFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files as they are sent: with their contents, or by what the project has of them already. */
final class ContentReferences {
  private ContentReferences() {}

  /** All with their contents. */
  static List<FileData> none(List<MigrationFile> files) {
    return sent(files, Map.of());
  }

  /**
   * By reference where earlier releases have the content.
   *
   * @param server asked for the releases that the request names
   * @param request names releases and sheets
   * @param files its files, as a release holds them
   */
  static List<FileData> of(ReleaseCalls server, ReleaseRequest request, List<MigrationFile> files) {
    Map<String, String> sheets = new HashMap<>(request.knownSheets());
    for (String name : request.contentsOf()) {
      for (ReleasedFileData file : server.find(name).map(ReleaseData::files).orElse(List.of())) {
        sheets.put(file.sha256(), file.sheet());
      }
    }
    return sent(files, sheets);
  }

  private static List<FileData> sent(List<MigrationFile> files, Map<String, String> sheets) {
    return files.stream()
        .map(
            f ->
                new FileData(
                    f.path(),
                    f.version().text(),
                    f.changeType().name(),
                    f.content().buffer(),
                    sheets.getOrDefault(f.content().sha256(), "")))
        .toList();
  }

  /** Whether there is one that is sent by reference. */
  static boolean anyIn(List<FileData> files) {
    return files.stream().anyMatch(file -> !file.sheet().isEmpty());
  }
}
