package io.bytebase4j.testkit.internal.pg;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Connections that send SQL as it is, and PostgreSQL's errors in the server's words. */
public final class Postgres {

  private Postgres() {}

  /** Opens a connection; {@code application} is what {@code pg_stat_activity} shows. */
  public static Connection connect(String jdbcUrl, String application) throws SQLException {
    Properties properties = new Properties();
    // the simple protocol, as the real server uses it: the text goes to PostgreSQL uncut and
    // unchanged
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("ApplicationName", application);
    properties.setProperty("assumeMinServerVersion", "12");
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** A statement that leaves {@code {braces}} alone. */
  public static Statement statement(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }

  /** Runs one text and forgets its result. */
  public static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = statement(connection)) {
      statement.execute(sql);
    }
  }

  /** What PostgreSQL itself said; nothing if the driver gave up before. */
  public static Optional<ServerErrorMessage> serverError(SQLException e) {
    return e instanceof PSQLException p
        ? Optional.ofNullable(p.getServerErrorMessage())
        : Optional.empty();
  }

  /**
   * An error as the server writes it: {@code ERROR: relation "x" does not exist (SQLSTATE 42P01)}.
   */
  public static String describe(SQLException e) {
    return serverError(e)
        .map(m -> m.getSeverity() + ": " + m.getMessage() + " (SQLSTATE " + m.getSQLState() + ")")
        .orElseGet(() -> String.valueOf(e.getMessage()));
  }
}
