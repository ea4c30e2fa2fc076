package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.run.RunControl.CancelledException;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.state.RunLog;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs one file of a release on one connection and logs every step. */
final class FileRun {

  private static final String CANCELLED = "context canceled";

  private final Connection connection;
  private final RunLog log;
  private final RunControl control;
  private final String complaint;

  /** {@code complaint} comes before an error in a transaction. */
  FileRun(Connection connection, RunLog log, RunControl control, String complaint) {
    this.connection = connection;
    this.log = log;
    this.control = control;
    this.complaint = complaint;
  }

  void run(String file) throws FailedException, CancelledException {
    MigrationScript script = MigrationScript.of(file);
    if (script.block()) {
      byte[] bytes = script.text().getBytes(StandardCharsets.UTF_8);
      alone(log.command(0, bytes.length, 0), script.text());
    }
    if (!script.inTransaction().isEmpty()) {
      transaction(script);
    }
    for (SqlStatement statement : script.alone()) {
      alone(command(script, statement), statement.text());
    }
  }

  /**
   * BEGIN and COMMIT are sent by hand: the driver would open a new transaction after a COMMIT in
   * the file, and the real server does not.
   */
  private void transaction(MigrationScript script) throws FailedException, CancelledException {
    control("BEGIN", "failed to begin transaction: ");
    boolean committed = false;
    try {
      for (SqlStatement statement : script.inTransaction()) {
        RunLog.Command command = command(script, statement);
        try {
          command.done(execute(statement.text()));
        } catch (SQLException e) {
          command.failed(words(e));
          throw new FailedException(complaint + words(e));
        } catch (CancelledException e) {
          command.failed(CANCELLED);
          throw e;
        }
      }
      control("COMMIT", "failed to commit transaction: ");
      committed = true;
    } finally {
      if (!committed) {
        rollBack();
      }
    }
  }

  private RunLog.Command command(MigrationScript script, SqlStatement statement) {
    return log.command(statement.byteStart(), statement.byteEnd(), script.index(statement));
  }

  private void control(String word, String complaint) throws FailedException {
    try {
      if (word.equals("COMMIT")) {
        control.commit(connection);
      } else {
        Postgres.run(connection, word);
      }
      log.transaction(word, "");
    } catch (SQLException e) {
      log.transaction(word, Postgres.describe(e));
      throw new FailedException(complaint + Postgres.describe(e));
    }
  }

  private void rollBack() {
    try {
      Postgres.run(connection, "ROLLBACK");
      // the real server throws the connection away when it cancels, and says so here
      log.transaction("ROLLBACK", control.isCancelled() ? "conn closed" : "");
    } catch (SQLException e) {
      log.transaction("ROLLBACK", Postgres.describe(e));
    }
  }

  private void alone(RunLog.Command command, String sql)
      throws FailedException, CancelledException {
    try {
      command.done(execute(sql));
    } catch (SQLException e) {
      command.failedAlone(words(e));
      throw new FailedException(words(e));
    }
  }

  private String words(SQLException e) {
    return control.isCancelled() ? CANCELLED : Postgres.describe(e);
  }

  private long execute(String sql) throws SQLException, CancelledException {
    try (Statement statement = Postgres.statement(connection)) {
      control.begin();
      boolean rows = statement.execute(sql);
      return rows ? count(statement) : Math.max(0, statement.getLargeUpdateCount());
    } finally {
      control.end();
    }
  }

  private static long count(Statement statement) throws SQLException {
    long rows = 0;
    try (ResultSet result = statement.getResultSet()) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }

  /** The file stopped at an error, described in the server's words. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String words;

    FailedException(String words) {
      super(words);
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
