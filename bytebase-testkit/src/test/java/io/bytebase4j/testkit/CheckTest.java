package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the check does beyond the recorded cases. */
@ExtendWith(LocalBytebaseExtension.class)
class CheckTest {

  private static JsonArray advices(LocalBytebase bytebase, String sql) {
    Reply reply =
        TestClient.serviceAccount(bytebase).check(List.of(TEST), file("m/1.sql", "1", sql));
    JsonObject result = reply.json().getAsJsonArray("results").get(0).getAsJsonObject();
    return result.has("advices") ? result.getAsJsonArray("advices") : new JsonArray();
  }

  private static String titles(LocalBytebase bytebase, String sql) {
    List<String> titles =
        advices(bytebase, sql).asList().stream()
            .map(a -> a.getAsJsonObject().get("title").getAsString())
            .toList();
    return String.join(",", titles);
  }

  @Test
  void changesNothing(LocalBytebase bytebase) throws SQLException {
    advices(
        bytebase,
        "CREATE TABLE t (id int PRIMARY KEY); COMMIT; DO $$ BEGIN CREATE TABLE u (); END $$; SELECT pg_sleep(60);");
    try (Connection connection = bytebase.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      result.next();
      assertThat(result.getInt(1)).isZero();
    }
  }

  @Test
  void judgesTheTableAsItIsInTheEnd(LocalBytebase bytebase) {
    assertThat(titles(bytebase, "CREATE TABLE t (a int); ALTER TABLE t ADD PRIMARY KEY (a);"))
        .isEmpty();
    assertThat(titles(bytebase, "CREATE TABLE t (a int NOT NULL); DROP TABLE t;")).isEmpty();
    assertThat(titles(bytebase, "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (LIKE t);"))
        .isEqualTo("TABLE_REQUIRE_PK");
    assertThat(titles(bytebase, "CREATE TABLE \"T t\" (a int NOT NULL, b int);"))
        .isEqualTo("TABLE_REQUIRE_PK,COLUMN_NO_NULL");
  }

  @Test
  void putsErrorsBeforeWarnings(LocalBytebase bytebase) {
    assertThat(titles(bytebase, "CREATE TABLE t (a int);\nDELETE FROM t;"))
        .isEqualTo("TABLE_REQUIRE_PK,STATEMENT_WHERE_REQUIRE_UPDATE_DELETE,COLUMN_NO_NULL");
  }

  @Test
  void findsTheLineOfAColumn(LocalBytebase bytebase) {
    JsonObject advice =
        advices(
                bytebase,
                "SELECT 1;\n\nCREATE TABLE t (\n  id int PRIMARY KEY,\n  ab int,\n  a int\n);")
            .get(0)
            .getAsJsonObject();
    assertThat(advice.get("content").getAsString()).startsWith("Column \"a\"");
    assertThat(advice.getAsJsonObject("startPosition").get("line").getAsInt()).isIn(5, 6);
  }

  @Test
  void findsTheLineOfAColumnThatACommentNamesToo(LocalBytebase bytebase) {
    JsonArray advices =
        advices(
            bytebase,
            "-- name, and id\nCREATE TABLE name (\n  id INT PRIMARY KEY,\n  name TEXT\n);");
    assertThat(advices).hasSize(1);
    assertThat(advices.get(0).getAsJsonObject().getAsJsonObject("startPosition").toString())
        .isEqualTo("{\"line\":4}");
  }

  @Test
  void tellsWherePostgresStoppedReading(LocalBytebase bytebase) {
    JsonObject advice =
        advices(bytebase, "SELECT 1;\nSELECT 'ä', FROM t;").get(0).getAsJsonObject();
    assertThat(advice.get("content").getAsString())
        .isEqualTo("Syntax error at line 2: syntax error at or near \"FROM\"");
    assertThat(advice.get("startPosition")).hasToString("{\"line\":2,\"column\":13}");
    assertThat(titles(bytebase, "SELECT 'abc")).isEqualTo("Syntax error");
  }

  @Test
  void warnsOfAVeryLargeFile(LocalBytebase bytebase) {
    String comment = "-- " + "x".repeat(2 * 1024 * 1024) + "\n";
    JsonObject advice = advices(bytebase, comment + "SELECT 1;").get(0).getAsJsonObject();
    assertThat(advice.get("code").getAsInt()).isEqualTo(258);
  }

  @Test
  void doesNotWaitForALockForEver(LocalBytebase bytebase) throws SQLException {
    Scene scene = new Scene(bytebase).sql("CREATE TABLE t (id int PRIMARY KEY)");
    try (Connection connection = bytebase.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      assertThat(titles(scene.bytebase, "ALTER TABLE t ADD a int NOT NULL;"))
          .isEqualTo("Failed to check");
    }
  }
}
