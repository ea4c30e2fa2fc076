package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.pg.Postgres;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the servers of 2025 say of a schema change that can't be made. They have but a model of the
 * schema, which knows a few of PostgreSQL's rules only.
 */
final class WalkThrough {

  private record Kind(int code, String title, String content) {}

  /** By SQLSTATE; {@code %1$s} is what is missing or too much, {@code %2$s} its table. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "42P07",
              new Kind(
                  607,
                  "Table already exists",
                  "The table \"%1$s\" already exists in the schema \"public\""),
          "42P01",
              new Kind(
                  604,
                  "Table does not exist",
                  "The table \"%1$s\" does not exist in schema \"public\""),
          "42701",
              new Kind(
                  412,
                  "Column already exists",
                  "The column \"%1$s\" already exists in table \"%2$s\""),
          "42703",
              new Kind(
                  405,
                  "Column does not exist",
                  "The column \"%1$s\" does not exist in the table \"%2$s\""));

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private WalkThrough() {}

  static Optional<Advice> advice(SQLException e, String table, int line) {
    Kind kind = KINDS.get(String.valueOf(e.getSQLState()));
    Matcher what = QUOTED.matcher(Postgres.describe(e));
    if (kind == null || !what.find()) {
      return Optional.empty();
    }
    String content = kind.content.formatted(what.group(1), table);
    return Optional.of(
        new Advice(true, kind.code, kind.title, content, Math.max(1, line), 0, false));
  }
}
