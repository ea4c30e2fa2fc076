package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.check.Catalog.Column;
import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.sql.SqlScanner;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import io.bytebase4j.testkit.internal.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries the schema changes of one file after the other in a transaction that is rolled back in the
 * end, so that a file sees what the ones before it would have made. Data changes are not tried, as
 * the real server does not either.
 */
final class Simulation implements AutoCloseable {

  private final Connection connection;
  private final Catalog catalog;
  private final boolean rules;
  private final ReviewShape shape;

  Simulation(Connection connection, boolean rules, ReviewShape shape) throws SQLException {
    this.connection = connection;
    this.catalog = new Catalog(connection);
    this.rules = rules;
    this.shape = shape;
    connection.setAutoCommit(false);
    // a table may be locked by a task at work; the check must not wait for it for ever
    Postgres.run(connection, "SET LOCAL lock_timeout = '2s'");
    Postgres.run(connection, "SET LOCAL statement_timeout = '30s'");
  }

  /**
   * Tries a file and says what there is to say about it. A file that fails leaves nothing behind.
   */
  List<Advice> tryFile(CheckedFile file) throws SQLException {
    if (!rules && !shape.triesWithoutRules()) {
      return List.of();
    }
    Savepoint before = connection.setSavepoint();
    ReviewRules review = new ReviewRules(catalog, shape);
    for (SqlStatement statement : file.statements()) {
      StatementKind kind = StatementKind.of(statement);
      if (kind.isSimulated()) {
        boolean table =
            rules && (kind == StatementKind.CREATE_TABLE || kind == StatementKind.ALTER_TABLE);
        Set<Column> nullable = table ? catalog.nullableColumns() : Set.of();
        try {
          Postgres.run(connection, SqlScanner.onlySql(statement.text()));
        } catch (SQLException e) {
          connection.rollback(before);
          return shape.failure(statement, e).stream().toList();
        }
        if (table) {
          Set<Column> now = catalog.nullableColumns();
          Set<Column> added = new HashSet<>(now);
          added.removeAll(nullable);
          review.nullable(statement, added);
          review.onlyNullable(now);
          review.mention(statement, StatementFacts.tables(statement));
        }
      }
      if (rules && (kind == StatementKind.UPDATE || kind == StatementKind.DELETE)) {
        review.where(statement);
      }
    }
    return review.advices();
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }
}
