package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** The server's number for an error that a tried statement ends with. */
final class SimulationErrors {

  private static final int OTHER = 260;

  /** The simulation waited for a lock, or worked, for too long: says nothing about the file. */
  private static final Set<String> GAVE_UP = Set.of("55P03", "57014");

  /** From SQLSTATE to the server's codes. */
  private static final Map<String, Integer> CODES =
      Map.ofEntries(
          Map.entry("42P07", 607), // table exists
          Map.entry("42P01", 604), // no such table
          Map.entry("42701", 412), // column exists
          Map.entry("42703", 405), // no such column
          Map.entry("42611", 405),
          Map.entry("42710", 805), // index or other object exists
          Map.entry("23505", 805),
          Map.entry("42704", 809), // no such index or other object
          Map.entry("42830", 602), // foreign key
          Map.entry("23503", 602),
          Map.entry("42P16", 806), // second primary key
          Map.entry("42804", 403), // type
          Map.entry("23502", 402), // NULL
          Map.entry("42601", 201),
          Map.entry("42939", 308));

  private SimulationErrors() {}

  static Advice advice(SqlStatement statement, SQLException e) {
    if (GAVE_UP.contains(String.valueOf(e.getSQLState()))) {
      return Advice.failedToCheck(Postgres.describe(e));
    }
    int offset = StatementFacts.firstToken(statement).map(t -> t.start()).orElse(0);
    int code = CODES.getOrDefault(String.valueOf(e.getSQLState()), OTHER);
    return Advice.simulationFailed(code, words(e), statement.lineOf(offset));
  }

  /** The server names a missing column without its table. */
  private static String words(SQLException e) {
    String words = Postgres.describe(e);
    return "42703".equals(e.getSQLState())
        ? words.replaceFirst(" of relation \"[^\"]*\"", "")
        : words;
  }
}
