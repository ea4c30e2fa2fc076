package io.bytebase4j.testkit.internal.pg;

import static java.util.stream.Collectors.joining;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The embedded PostgreSQL. Thread-safe. */
public final class PostgresServer implements AutoCloseable {

  /** For several servers of many task runs each. */
  private static final String MOST_CONNECTIONS = "300";

  private static final String SCHEMA = "bytebase_testkit_";
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_SCHEMA = 20;

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
              .setServerConfig("max_connections", MOST_CONNECTIONS)
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
    String name = readable(logicalName) + suffix;
    // the other strategy makes two checkpoints for each
    execute("CREATE DATABASE " + quoted(name) + " TEMPLATE template0 STRATEGY wal_log");
    return name;
  }

  private static String readable(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  /** A name for a schema that can be written anywhere as it is. */
  public static String schemaName(int number, String logicalName) {
    String plain = logicalName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    return SCHEMA + number + "_" + plain.substring(0, Math.min(LONGEST_SCHEMA, plain.length()));
  }

  /** Makes schemas in a database, and returns its URL. */
  public String createSchemas(String jdbcUrl, List<String> names) {
    String sql = names.stream().map(name -> "CREATE SCHEMA " + name).collect(joining("; "));
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return jdbcUrl;
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused to make schemas", e);
    }
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
