package io.bytebase4j.testkit.internal.check;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementKind.Risk;
import java.sql.SQLException;
import java.util.Optional;

/** How the server of 2026 says it. */
final class Review2026 implements ReviewShape {

  private static final int LONGEST = 2 * 1024 * 1024;

  @Override
  public String title(String rule) {
    return rule;
  }

  @Override
  public String quote(SqlStatement statement) {
    return statement.trimmed();
  }

  @Override
  public int line(SqlStatement statement) {
    return statement.contentLine();
  }

  @Override
  public int columnLine(SqlStatement statement, int offset) {
    return statement.lineOf(offset);
  }

  @Override
  public Advice syntaxError(SqlStatement statement, String message, int line, int column) {
    return Advice.syntaxError("Syntax error at line " + line + ": " + message, line, column);
  }

  @Override
  public Optional<Advice> failure(SqlStatement statement, SQLException e) {
    return Optional.of(SimulationErrors.advice(statement, e));
  }

  @Override
  public boolean triesWithoutRules() {
    return true;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public JsonObject json(Advice advice) {
    Json json = advice.json();
    if (advice.line() > 0) {
      json.put(
          "startPosition",
          Json.object().put("line", advice.line()).put("column", advice.column()).build());
    }
    return json.put("ruleType", advice.ofRule() ? "PARSER_BASED" : "").build();
  }

  @Override
  public void put(Json json, long affectedRows, Optional<Risk> risk) {
    json.putLong("affectedRows", affectedRows);
    json.put("riskLevel", risk.map(Risk::name).orElse(""));
  }
}
