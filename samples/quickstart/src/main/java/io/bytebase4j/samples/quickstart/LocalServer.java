package io.bytebase4j.samples.quickstart;

import com.github.freva.asciitable.AsciiTable;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

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
            AsciiTable.getTable(new String[] {"table", "columns", "rows"}, rows(statement)));
      } catch (SQLException e) {
        throw new IllegalStateException(target + ": " + e.getMessage(), e);
      }
    }
  }

  private static String[][] rows(Statement statement) throws SQLException {
    List<String[]> rows = new ArrayList<>();
    try (ResultSet tables = statement.executeQuery(TABLES)) {
      while (tables.next()) {
        rows.add(new String[] {tables.getString(1), tables.getString(2), ""});
      }
    }
    for (String[] row : rows) {
      String quoted = statement.enquoteIdentifier(row[0], true);
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quoted)) {
        count.next();
        row[2] = count.getString(1);
      }
    }
    return rows.toArray(String[][]::new);
  }

  @Override
  public void close() {
    bytebase.close();
  }
}
