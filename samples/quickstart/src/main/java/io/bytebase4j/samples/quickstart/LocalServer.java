package io.bytebase4j.samples.quickstart;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A local Bytebase with a real PostgreSQL, which ends with the program. */
record LocalServer(LocalBytebase bytebase) implements Server {
  private static final String TABLES =
      """
      SELECT c.table_name, string_agg(c.column_name || ' ' || c.data_type, ', ' ORDER BY c.ordinal_position)
      FROM information_schema.columns c
      WHERE c.table_schema = 'public'
      GROUP BY c.table_name
      ORDER BY c.table_name
      """;

  static LocalServer start(PrintWriter out) {
    out.println("Starting a local Bytebase with a real PostgreSQL ...");
    LocalServer server = new LocalServer(LocalBytebase.start());
    out.println("It listens at " + server.url() + " and ends with this program.");
    return server;
  }

  @Override
  public String url() {
    return bytebase.url().toString();
  }

  @Override
  public Credentials credentials() {
    return Credentials.serviceAccount(bytebase.serviceAccount(), bytebase.serviceAccountSecret());
  }

  @Override
  public String project() {
    return bytebase.project();
  }

  @Override
  public List<String> targets() {
    return bytebase.targets();
  }

  @Override
  public void showTables(PrintWriter out) {
    for (String target : targets()) {
      out.println(target);
      try (Connection connection = bytebase.dataSource(target).getConnection();
          Statement statement = connection.createStatement()) {
        out.println(
            AsciiTable.getTable(
                tables(statement),
                List.of(
                    new Column().header("table").with(Table::name),
                    new Column().header("columns").with(Table::columns),
                    new Column().header("rows").with(Table::rows))));
      } catch (SQLException e) {
        throw new IllegalStateException(target + ": " + e.getMessage(), e);
      }
    }
  }

  private record Table(String name, String columns, String rows) {}

  private static List<Table> tables(Statement statement) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (ResultSet found = statement.executeQuery(TABLES)) {
      while (found.next()) {
        columns.put(found.getString(1), found.getString(2));
      }
    }
    List<Table> tables = new ArrayList<>();
    for (Map.Entry<String, String> table : columns.entrySet()) {
      String quoted = statement.enquoteIdentifier(table.getKey(), true);
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quoted)) {
        count.next();
        tables.add(new Table(table.getKey(), table.getValue(), count.getString(1)));
      }
    }
    return tables;
  }

  @Override
  public void close() {
    bytebase.close();
  }
}
