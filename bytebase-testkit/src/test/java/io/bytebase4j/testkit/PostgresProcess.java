package io.bytebase4j.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Finds the process of a PostgreSQL; it is no child of the JVM that started it. */
final class PostgresProcess {

  private PostgresProcess() {}

  static ProcessHandle of(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT pg_read_file('postmaster.pid')")) {
      result.next();
      String pid = result.getString(1).lines().findFirst().orElseThrow();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
  }
}
