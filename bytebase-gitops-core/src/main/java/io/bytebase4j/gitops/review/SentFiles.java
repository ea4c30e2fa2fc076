package io.bytebase4j.gitops.review;

import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.gitops.internal.FileData;
import io.bytebase4j.gitops.internal.ReviewCalls;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckData;
import io.bytebase4j.gitops.internal.ReviewCalls.CheckedFileData;
import io.bytebase4j.gitops.migration.MigrationType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The files as they are sent for each target: by reference where the project has the content, until
 * one is not there. Thread-safe.
 */
final class SentFiles {
  private final ReviewCalls server;
  private final CheckData whole;
  private volatile CheckData check;

  SentFiles(ReviewCalls server, ReviewRequest request) {
    this.server = server;
    this.whole = data(request, Map.of());
    this.check = request.knownSheets().isEmpty() ? whole : data(request, request.knownSheets());
  }

  private static CheckData data(ReviewRequest request, Map<String, String> sheets) {
    return new CheckData(
        request.project(),
        request.migrations().type() == MigrationType.DECLARATIVE,
        request.migrations().files().stream()
            .map(
                f ->
                    new FileData(
                        f.path(),
                        f.version().text(),
                        f.changeType().name(),
                        f.content().buffer(),
                        sheets.getOrDefault(f.content().sha256(), "")))
            .toList(),
        request.customRules(),
        request.author());
  }

  /**
   * Asks for a target.
   *
   * @param target the target
   * @param timeout the longest time, each time that it is asked
   */
  List<CheckedFileData> check(String target, Supplier<Duration> timeout) {
    CheckData sent = check;
    try {
      return server.check(sent, target, timeout.get());
    } catch (NotFoundException e) {
      if (sent == whole) {
        throw e;
      }
      // A sheet is gone, or else the target, which is told then.
      check = whole;
      return server.check(whole, target, timeout.get());
    }
  }
}
