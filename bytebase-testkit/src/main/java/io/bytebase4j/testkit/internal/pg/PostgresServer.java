package io.bytebase4j.testkit.internal.pg;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The embedded PostgreSQL. Thread-safe. */
public final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static PostgresServer start() {
    try {
      return new PostgresServer(
          EmbeddedPostgres.builder()
              // the data are thrown away in the end, so nothing needs to survive a crash
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("synchronous_commit", "off")
              // the checks compare PostgreSQL's own words
              .setServerConfig("lc_messages", "C")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  /** Makes an empty database under a name that nothing else has, and returns that name. */
  public String createDatabase(String logicalName) {
    String suffix = "_" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    String readable = logicalName.length() > 40 ? logicalName.substring(0, 40) : logicalName;
    String name = readable + suffix;
    execute("CREATE DATABASE " + quoted(name) + " TEMPLATE template0 STRATEGY file_copy");
    return name;
  }

  /** Drops a database, whoever is connected to it. */
  public void dropDatabase(String name) {
    execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
  }

  /** Where a database of this server is, for JDBC. */
  public String jdbcUrl(String database) {
    return server.getJdbcUrl("postgres", database);
  }

  private void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused: " + sql, e);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Stops the server and removes its data. A second call does nothing. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop", e);
    }
  }
}
