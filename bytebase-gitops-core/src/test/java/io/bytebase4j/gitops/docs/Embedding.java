package io.bytebase4j.gitops.docs;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.journal.JournalStore;
import io.bytebase4j.gitops.rollout.RolloutResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Parts of a platform service, for docs/embedding.md. */
final class Embedding {
  private Embedding() {}

  // begin service
  /** One for the whole service; thread-safe. */
  static final class RolloutService implements AutoCloseable {
    private final BytebaseClient client;
    private final GitOps gitOps;

    RolloutService(String url, Credentials credentials) {
      client = BytebaseClient.builder().url(url).credentials(credentials).build();
      gitOps = GitOps.using(client).build();
    }

    GitOps gitOps() {
      return gitOps;
    }

    /** Makes the rollout, or finds it, on this thread; the wait is in the background. */
    CompletableFuture<RolloutResult> rollOut(RolloutRequest request, String lastStage) {
      return gitOps.prepare(request).rollout().runThroughAsync(lastStage);
    }

    @Override
    public void close() {
      gitOps.close();
      client.close();
    }
  }

  // end service

  // begin store
  record JdbcJournals(DataSource database) implements JournalStore {
    @Override
    public Optional<String> load(String key) throws IOException {
      String sql = "SELECT text FROM bytebase_journal WHERE key = ?";
      try (Connection connection = database.getConnection();
          PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, key);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void save(String key, String text) throws IOException {
      String sql =
          """
          INSERT INTO bytebase_journal (key, text) VALUES (?, ?)
          ON CONFLICT (key) DO UPDATE SET text = excluded.text
          """;
      try (Connection connection = database.getConnection();
          PreparedStatement upsert = connection.prepareStatement(sql)) {
        upsert.setString(1, key);
        upsert.setString(2, text);
        upsert.executeUpdate();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
  // end store
}
