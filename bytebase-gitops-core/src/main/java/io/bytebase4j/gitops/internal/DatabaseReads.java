package io.bytebase4j.gitops.internal;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.ApiError;
import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.model.DatabaseGroupView;
import io.bytebase4j.gitops.internal.ReviewCalls.RevisionData;
import java.time.Duration;
import java.util.List;

/** What is read of databases in the same way on servers of all ages. Thread-safe. */
public final class DatabaseReads {
  private static final int REVISIONS_PER_PAGE = 1000;

  private final BytebaseClient client;

  /**
   * Reads through a client.
   *
   * @param client the client
   */
  public DatabaseReads(BytebaseClient client) {
    this.client = client;
  }

  /**
   * The databases of a database group.
   *
   * @param group the group
   * @param timeout the longest time, retries included
   * @return their names
   */
  public List<String> databasesOf(String group, Duration timeout) {
    return client
        .databaseGroups()
        .getDatabaseGroup(group)
        .view(DatabaseGroupView.DATABASE_GROUP_VIEW_FULL)
        .timeout(timeout)
        .execute()
        .getMatchedDatabases()
        .stream()
        .map(database -> text(database.getName()))
        .toList();
  }

  /**
   * The versions that are applied to a database.
   *
   * @param database the database
   * @param timeout the longest time of each call, retries included
   * @return those of versioned files, in no order
   */
  public List<RevisionData> revisions(String database, Duration timeout) {
    return client
        .revisions()
        .listRevisions(database)
        .pageSize(REVISIONS_PER_PAGE)
        .timeout(timeout)
        .stream()
        // A server of May 2025 knows no other type, and so tells none.
        .filter(revision -> List.of("VERSIONED", "").contains(text(revision.getType())))
        .map(
            revision ->
                new RevisionData(text(revision.getVersion()), text(revision.getSheetSha256())))
        .toList();
  }

  /**
   * Requires that a database is there, as far as the account may look.
   *
   * @param database the database
   * @throws NotFoundException if it is not there, naming it
   */
  public void requireDatabase(String database) {
    try {
      client.databases().getDatabase(database).execute();
    } catch (PermissionDeniedException e) {
      // Whoever may not look is told by what comes next.
    } catch (ApiException e) {
      // Servers of 2025 tell of an instance that there is not by an internal error.
      if (e.error().message().contains("not found")) {
        throw new NotFoundException(e.facts(), named(database, e.error()));
      }
      throw e;
    }
  }

  private static ApiError named(String database, ApiError error) {
    return new ApiError(
        error.status(),
        error.code(),
        database + ": " + error.message(),
        error.details(),
        error.requestId(),
        error.retryAfter());
  }
}
