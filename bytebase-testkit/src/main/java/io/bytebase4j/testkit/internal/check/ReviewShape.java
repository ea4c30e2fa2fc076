package io.bytebase4j.testkit.internal.check;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementKind.Risk;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How the servers of an age say what a check has found. Lines count from 1 in all that is passed to
 * it and from it, but in JSON.
 */
public interface ReviewShape {

  /** That of 2026. */
  static ReviewShape of2026() {
    return new Review2026();
  }

  /** That of August 2025. */
  static ReviewShape ofAugust2025() {
    return new Review2025(true);
  }

  /** That of May 2025. */
  static ReviewShape ofMay2025() {
    return new Review2025(false);
  }

  /** The title of a rule that is named as in 2026. */
  String title(String rule);

  /** A statement as it is quoted. */
  String quote(SqlStatement statement);

  /** The line that is told of a statement. */
  int line(SqlStatement statement);

  /** The line that is told of a column which a statement defines at an offset. */
  int columnLine(SqlStatement statement, int offset);

  /** What is said of a file that can't be parsed. */
  Advice syntaxError(SqlStatement statement, String message, int line, int column);

  /** What is said of a statement that fails when it is tried; nothing of some failures. */
  Optional<Advice> failure(SqlStatement statement, SQLException e);

  /** Whether schema changes are tried even where no rule has to be applied. */
  boolean triesWithoutRules();

  /** The longest text that is looked at, in bytes. */
  int longest();

  /** Writes an advice. */
  JsonObject json(Advice advice);

  /** Writes what a file would touch. */
  void put(Json json, long affectedRows, Optional<Risk> risk);
}
