package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.internal.ReviewCalls;
import io.bytebase4j.gitops.internal.ReviewCalls.RevisionData;
import io.bytebase4j.gitops.migration.MigrationBaseline;
import io.bytebase4j.gitops.migration.MigrationVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Asks a server which versions are applied to a database. Thread-safe. */
public final class AppliedVersions {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final ReviewCalls server;

  /**
   * Asks a server.
   *
   * @param server the server
   */
  public AppliedVersions(ReviewCalls server) {
    this.server = server;
  }

  /**
   * Asks for a database.
   *
   * @param database the database
   * @param place what the baseline calls it
   * @param timeout the longest time of each call
   * @return its versions; those that an administrator entered in another form are passed over
   * @throws io.bytebase4j.client.PermissionDeniedException if the account lacks {@code
   *     bb.revisions.list}
   */
  public MigrationBaseline of(String database, String place, Duration timeout) {
    List<MigrationBaseline.Entry> entries = new ArrayList<>();
    for (RevisionData revision : server.revisions(database, timeout)) {
      if (MigrationVersion.isOne(revision.version())) {
        entries.add(
            new MigrationBaseline.Entry(
                new MigrationVersion(revision.version()), "", hash(revision.sha256())));
      }
    }
    return new MigrationBaseline(place, true, entries);
  }

  // A hash of another form says nothing.
  private static String hash(String sha256) {
    return SHA_256.matcher(sha256).matches() ? sha256 : "";
  }
}
