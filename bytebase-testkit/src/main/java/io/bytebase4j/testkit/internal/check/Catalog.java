package io.bytebase4j.testkit.internal.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What PostgreSQL's catalog says about the tables in an open transaction. */
final class Catalog {

  private static final String USER_TABLES =
      " AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
          + " AND n.nspname NOT LIKE 'pg_toast%' AND n.nspname NOT LIKE 'pg_temp%'"
          // what belongs to another of many databases that share this one
          + " AND (n.nspname NOT LIKE 'bytebase\\_testkit\\_%' OR n.nspname = current_schema())";

  private final Connection connection;

  Catalog(Connection connection) {
    this.connection = connection;
  }

  /** A column, in the order of the advice: by schema, table and name. */
  record Column(String schema, String table, String name) implements Comparable<Column> {
    @Override
    public int compareTo(Column other) {
      int bySchema = schema.compareTo(other.schema);
      int byTable = bySchema != 0 ? bySchema : table.compareTo(other.table);
      return byTable != 0 ? byTable : name.compareTo(other.name);
    }
  }

  /** A table. */
  record Table(String schema, String name) {}

  /** Every column that may be NULL. */
  Set<Column> nullableColumns() throws SQLException {
    String sql =
        "SELECT n.nspname, c.relname, a.attname FROM pg_attribute a"
            + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped"
            + " AND NOT a.attnotnull"
            + USER_TABLES;
    Set<Column> columns = new TreeSet<>();
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        columns.add(new Column(result.getString(1), result.getString(2), result.getString(3)));
      }
    }
    return columns;
  }

  /** The table that a name, written as in SQL, stands for. */
  Optional<Table> table(String name) throws SQLException {
    String sql =
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p')"
            + USER_TABLES;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet result = query.executeQuery()) {
        return result.next()
            ? Optional.of(new Table(result.getString(1), result.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Whether a table is there and has no primary key. */
  boolean lacksPrimaryKey(Table table) throws SQLException {
    String sql =
        "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p') AND NOT EXISTS"
            + " (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table.schema());
      query.setString(2, table.name());
      try (ResultSet result = query.executeQuery()) {
        return result.next();
      }
    }
  }
}
