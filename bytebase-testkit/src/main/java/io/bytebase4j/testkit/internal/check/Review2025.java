package io.bytebase4j.testkit.internal.check;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import io.bytebase4j.testkit.internal.sql.StatementKind;
import io.bytebase4j.testkit.internal.sql.StatementKind.Risk;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * How the servers of 2025 say it: lines count from 0, rules have names like {@code column.no-null},
 * and there is no risk, because no risk is configured.
 */
final class Review2025 implements ReviewShape {

  private static final Map<String, String> TITLES =
      Map.of(
          "COLUMN_NO_NULL", "column.no-null",
          "TABLE_REQUIRE_PK", "table.require-pk",
          "STATEMENT_WHERE_REQUIRE_UPDATE_DELETE", "statement.where.require.update-delete");

  private final boolean longCounts;

  /** {@code longCounts}: whether a count is an int64, which JSON has as a text. */
  Review2025(boolean longCounts) {
    this.longCounts = longCounts;
  }

  @Override
  public String title(String rule) {
    return TITLES.getOrDefault(rule, rule);
  }

  @Override
  public String quote(SqlStatement statement) {
    return statement.text().strip();
  }

  /** The last one of it. */
  @Override
  public int line(SqlStatement statement) {
    return statement.lineOf(statement.text().stripTrailing().length());
  }

  /** In an ALTER TABLE it is the statement's. */
  @Override
  public int columnLine(SqlStatement statement, int offset) {
    boolean create = StatementKind.of(statement) == StatementKind.CREATE_TABLE;
    return create ? statement.lineOf(offset) : line(statement);
  }

  /** Here the server forgets to count from 0. */
  @Override
  public Advice syntaxError(SqlStatement statement, String message, int line, int column) {
    return Advice.syntaxError(message, line(statement) + 1, 0);
  }

  @Override
  public Optional<Advice> failure(SqlStatement statement, SQLException e) {
    String table = StatementFacts.tables(statement).stream().findFirst().orElse("");
    return WalkThrough.advice(e, table, line(statement) - 1);
  }

  @Override
  public boolean triesWithoutRules() {
    return false;
  }

  @Override
  public int longest() {
    return Integer.MAX_VALUE;
  }

  @Override
  public JsonObject json(Advice advice) {
    Json json = advice.json();
    if (advice.line() > 0) {
      json.put("startPosition", Json.object().put("line", advice.line() - 1).build());
    }
    return json.build();
  }

  @Override
  public void put(Json json, long affectedRows, Optional<Risk> risk) {
    if (longCounts) {
      json.putLong("affectedRows", affectedRows);
    } else {
      json.put("affectedRows", (int) affectedRows);
    }
  }
}
