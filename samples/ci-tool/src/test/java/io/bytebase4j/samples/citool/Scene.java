package io.bytebase4j.samples.citool;

import io.bytebase4j.testkit.LocalBytebase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with a database in the stage test and one in prod, shared by the tests of a class. */
final class Scene implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final LocalBytebase server;

  Scene() {
    this("2026.8");
  }

  Scene(String version) {
    server =
        LocalBytebase.builder()
            .version(version)
            .database("test", "test-pg", "app_test")
            .database("prod", "prod-pg", "app_prod")
            .start();
  }

  LocalBytebase server() {
    return server;
  }

  /** A table's name, and with its number a version's, that no other test has. */
  static int number() {
    return NUMBERS.incrementAndGet();
  }

  String test() {
    return server.targets().get(0);
  }

  String prod() {
    return server.targets().get(1);
  }

  boolean hasTable(String target, String table) throws SQLException {
    try (Connection connection = server.dataSource(target).getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT to_regclass('" + table + "')")) {
      return found.next() && found.getString(1) != null;
    }
  }

  /** Holds a lock on a new table of the stage test, until the connection is closed. */
  Connection locked(String table) throws SQLException {
    Connection connection = server.dataSource(test()).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY)");
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table);
    }
    return connection;
  }

  /** Whether a statement of the stage test that begins so waits for a lock. */
  boolean isBlocked(String statement) throws SQLException {
    try (Connection connection = server.dataSource(test()).getConnection();
        PreparedStatement waiting =
            connection.prepareStatement(
                "SELECT 1 FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND starts_with(query, ?)")) {
      waiting.setString(1, statement);
      try (ResultSet found = waiting.executeQuery()) {
        return found.next();
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
