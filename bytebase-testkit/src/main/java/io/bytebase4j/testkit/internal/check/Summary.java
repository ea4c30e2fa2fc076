package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.sql.SqlStatement;
import io.bytebase4j.testkit.internal.sql.StatementFacts;
import io.bytebase4j.testkit.internal.sql.StatementKind;
import io.bytebase4j.testkit.internal.sql.StatementKind.Risk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file would do: the rows it would touch and how risky it is.
 *
 * @param affectedRows as PostgreSQL estimates them
 * @param risk of its riskiest statement
 */
record Summary(long affectedRows, Risk risk) {

  private static final Logger LOG = LoggerFactory.getLogger(Summary.class);
  private static final Pattern ROWS = Pattern.compile("rows=([0-9]+)");

  /** So many statements are explained; the rest are taken to be like them on average. */
  private static final int EXPLAINED = 10;

  static Summary of(Connection connection, CheckedFile file) throws SQLException {
    Risk risk = Risk.LOW;
    long explained = 0;
    int samples = 0;
    int changes = 0;
    int tried = 0;
    long inserted = 0;
    Set<String> tables = new LinkedHashSet<>();
    for (SqlStatement statement : file.statements()) {
      StatementKind kind = StatementKind.of(statement);
      risk = kind.risk().compareTo(risk) > 0 ? kind.risk() : risk;
      switch (kind) {
        case INSERT -> inserted += StatementFacts.valuesRows(statement);
        case UPDATE, DELETE -> {
          changes++;
          OptionalLong rows =
              tried++ < EXPLAINED ? explain(connection, statement) : OptionalLong.empty();
          if (rows.isPresent()) {
            samples++;
            explained += rows.getAsLong();
          }
        }
        case ALTER_TABLE, RENAME_IN_TABLE, DROP_TABLE, TRUNCATE ->
            tables.addAll(StatementFacts.tables(statement));
        default -> LOG.trace("{} touches no rows", kind);
      }
    }
    long changed = samples == 0 ? 0 : (long) ((double) explained / samples * changes);
    return new Summary(changed + inserted + rowsOf(connection, tables), risk);
  }

  /**
   * The estimate on the last line of the plan, which is the scan; nothing if PostgreSQL can't plan
   * it.
   */
  private static OptionalLong explain(Connection connection, SqlStatement statement) {
    try (Statement explain = Postgres.statement(connection);
        ResultSet plan = explain.executeQuery("EXPLAIN " + statement.text())) {
      long rows = 0;
      while (plan.next()) {
        Matcher matcher = ROWS.matcher(plan.getString(1));
        if (matcher.find()) {
          rows = Long.parseLong(matcher.group(1));
        }
      }
      return OptionalLong.of(rows);
    } catch (SQLException e) {
      LOG.debug("PostgreSQL can't explain {}", statement.trimmed(), e);
      return OptionalLong.empty();
    }
  }

  private static long rowsOf(Connection connection, Set<String> tables) throws SQLException {
    Set<String> seen = new LinkedHashSet<>();
    long rows = 0;
    for (String table : tables) {
      Optional<TableSize> size = size(connection, table);
      if (size.isPresent() && seen.add(size.get().oid)) {
        rows += size.get().rows;
      }
    }
    return rows;
  }

  private record TableSize(String oid, long rows) {}

  private static Optional<TableSize> size(Connection connection, String table) throws SQLException {
    String sql =
        "SELECT oid::text, greatest(reltuples::bigint, 0) FROM pg_class"
            + " WHERE oid = to_regclass(?) AND relkind IN ('r', 'p', 'm')";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet result = query.executeQuery()) {
        return result.next()
            ? Optional.of(new TableSize(result.getString(1), result.getLong(2)))
            : Optional.empty();
      }
    }
  }
}
