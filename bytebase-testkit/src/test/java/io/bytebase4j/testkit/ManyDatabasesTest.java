package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.file;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonElement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server with ten thousand databases. */
@ExtendWith(LocalBytebaseExtension.class)
class ManyDatabasesTest {

  private static final int ALL = 10_000;

  private static LocalBytebase bytebase;
  private static TestClient client;

  @BeforeAll
  static void start(LocalPostgres shared) {
    bytebase =
        LocalBytebase.builder().postgres(shared).databases("test", "many", "tenant", ALL).start();
    client = TestClient.serviceAccount(bytebase);
  }

  @AfterAll
  static void stop() {
    bytebase.close();
  }

  private static Reply counts(Reply rollout) {
    String name = rollout.at("name");
    return client.get("/v1/" + name.substring(0, name.lastIndexOf('/')));
  }

  private static List<String> tasks(Reply rollout) {
    return rollout
        .json()
        .getAsJsonArray("stages")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("tasks")
        .asList()
        .stream()
        .map(ManyDatabasesTest::name)
        .toList();
  }

  private static String name(JsonElement element) {
    return element.getAsJsonObject().get("name").getAsString();
  }

  private static void call(Reply rollout, String method, List<String> tasks) {
    String body = tasks.stream().map(t -> '"' + t + '"').collect(joining(", "));
    String path = "/v1/" + rollout.at("stages.0.name") + "/tasks:" + method;
    assertThat(client.post(path, "{\"tasks\": [" + body + "]}").text()).isEqualTo("{}");
  }

  @Test
  void oneRolloutHasTenThousandTasks() {
    Reply rollout = client.rollOut(bytebase.targets(), file("m/1.sql", "1", "SELECT 1;"));
    List<String> tasks = tasks(rollout);
    assertThat(tasks).hasSize(ALL).doesNotHaveDuplicates();
    call(rollout, "batchSkip", tasks.subList(5, ALL));
    call(rollout, "batchRun", tasks.subList(0, 5));
    Reply plan =
        Await.until(
            () -> counts(rollout), p -> p.text().contains("\"status\":\"DONE\",\"count\":5}"));
    assertThat(plan.at("rolloutStageSummaries.0.taskStatusCounts.1.count")).isEqualTo("9995");
  }

  @Test
  void aTableIsAnotherOneInEach() throws SQLException {
    List<String> targets = bytebase.targets().subList(1000, 1150);
    Reply rollout =
        client.rollOut(
            targets,
            file("m/1.sql", "2.1", "CREATE TABLE t (id INT PRIMARY KEY);"),
            file("m/2.sql", "2.2", "INSERT INTO t VALUES (1);"));
    call(rollout, "batchRun", tasks(rollout));
    Await.until(
        () -> counts(rollout), p -> p.text().contains("\"status\":\"DONE\",\"count\":150}"));
    assertThat(rows(targets.get(0))).isEqualTo(1);
    assertThat(rows(targets.get(149))).isEqualTo(1);
    String check =
        client
            .check(
                List.of(targets.get(0), bytebase.targets().get(9_000)),
                file("m/3.sql", "2.3", "ALTER TABLE t ADD COLUMN n TEXT;"))
            .text();
    assertThat(check).containsOnlyOnce("DDL simulation failed").containsOnlyOnce("COLUMN_NO_NULL");
  }

  private static int rows(String target) throws SQLException {
    try (Connection connection = bytebase.dataSource(target).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
      result.next();
      return result.getInt(1);
    }
  }

  @Test
  void anUnknownTargetIsRefusedWithoutNamingThemAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytebase.jdbcUrl("instances/many/databases/nope"))
        .withMessageContaining("instances/many/databases/tenant10] and 9990 more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalBytebase.builder().databases("test", "many", "x", 0))
        .withMessage("count must be at least 1, not 0");
  }
}
