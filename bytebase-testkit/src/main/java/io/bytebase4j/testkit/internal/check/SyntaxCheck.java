package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.sql.SqlScanner;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import io.bytebase4j.testkit.internal.sql.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.ServerErrorMessage;

/**
 * Asks PostgreSQL's own parser about a file. The text is sent to a transaction that has already
 * failed, behind a statement: PostgreSQL parses all of it, then refuses the first statement, so
 * nothing of the file is ever run.
 */
final class SyntaxCheck {

  private static final String SYNTAX_ERROR = "42601";
  private static final String IN_FAILED_TRANSACTION = "25P02";
  private static final String GUARD = "SELECT 1;";

  private SyntaxCheck() {}

  /** The first syntax error of a file. */
  static Optional<Advice> check(Connection connection, CheckedFile file, ReviewShape shape)
      throws SQLException {
    Optional<SqlScanner.Unterminated> open = SqlScanner.unterminated(file.text());
    if (open.isPresent()) {
      return Optional.of(advice(file, open.get().start(), open.get().message(), shape));
    }
    if (file.statements().isEmpty()) {
      return Optional.empty();
    }
    connection.setAutoCommit(false);
    try {
      failTransaction(connection);
      return parse(connection, file, shape);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void failTransaction(Connection connection) {
    try {
      Postgres.run(connection, "SELECT 1 / 0");
      throw new IllegalStateException("PostgreSQL can divide by zero");
    } catch (SQLException expected) {
      if (!"22012".equals(expected.getSQLState())) {
        throw new IllegalStateException("PostgreSQL failed in an unexpected way", expected);
      }
    }
  }

  private static Optional<Advice> parse(Connection connection, CheckedFile file, ReviewShape shape)
      throws SQLException {
    try {
      Postgres.run(connection, GUARD + SqlScanner.onlySql(file.text()));
      throw new IllegalStateException("PostgreSQL ran a statement in a failed transaction");
    } catch (SQLException e) {
      if (IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
        return Optional.empty();
      }
      ServerErrorMessage message = Postgres.serverError(e).orElseThrow(() -> e);
      if (!SYNTAX_ERROR.equals(message.getSQLState())) {
        throw e;
      }
      int position = Math.max(0, message.getPosition() - 1 - GUARD.length());
      int offset = file.text().offsetByCodePoints(0, Math.min(position, codePoints(file)));
      return Optional.of(advice(file, offset, String.valueOf(message.getMessage()), shape));
    }
  }

  private static int codePoints(CheckedFile file) {
    return file.text().codePointCount(0, file.text().length());
  }

  private static Advice advice(CheckedFile file, int offset, String message, ReviewShape shape) {
    SqlStatement statement = statementAt(file, offset);
    int inStatement = Math.min(Math.max(0, offset - statement.start()), statement.text().length());
    Optional<Token> create = unknownObject(statement, inStatement);
    if (create.isPresent()) {
      inStatement = create.get().start();
      message = "syntax error at or near \"" + create.get().text() + "\"";
    }
    String before = statement.text().substring(0, inStatement);
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = inLine.codePointCount(0, inLine.length()) + 1;
    return shape.syntaxError(statement, message, statement.lineOf(inStatement), column);
  }

  /**
   * The server's parser complains about CREATE, not about the word after it that it can't create.
   */
  private static Optional<Token> unknownObject(SqlStatement statement, int errorAt) {
    return StatementFacts.firstToken(statement)
        .filter(first -> first.is("CREATE"))
        .filter(first -> statement.tokens().size() > 1)
        .filter(first -> statement.tokens().get(1).start() == errorAt);
  }

  private static SqlStatement statementAt(CheckedFile file, int offset) {
    SqlStatement last = file.statements().get(0);
    for (SqlStatement statement : file.statements()) {
      if (statement.start() <= offset) {
        last = statement;
      }
    }
    return last;
  }
}
