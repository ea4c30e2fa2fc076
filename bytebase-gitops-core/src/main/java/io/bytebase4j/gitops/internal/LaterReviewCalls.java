package io.bytebase4j.gitops.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks a server whose dialect is found out at the first call. Thread-safe.
 *
 * @param server what speaks the dialect
 */
record LaterReviewCalls(Supplier<ReviewCalls> server) implements ReviewCalls {
  @Override
  public List<CheckedFileData> check(CheckData check, String target, Duration timeout) {
    return server.get().check(check, target, timeout);
  }

  @Override
  public List<String> databasesOf(String group, Duration timeout) {
    return server.get().databasesOf(group, timeout);
  }

  @Override
  public List<RevisionData> revisions(String database, Duration timeout) {
    return server.get().revisions(database, timeout);
  }
}
