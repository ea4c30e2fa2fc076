package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.Client2025.ddl;
import static io.bytebase4j.testkit.Client2025.dml;
import static io.bytebase4j.testkit.TestClient.PROD;
import static io.bytebase4j.testkit.TestClient.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both servers of 2025 do alike, and which servers there are. */
@ExtendWith(LocalBytebaseExtension.class)
class Versions2025Test {

  private static final List<String> BOTH = List.of(TEST, PROD);
  private static final String TABLE = "CREATE TABLE t (id INT PRIMARY KEY);";

  private static LocalPostgres postgres;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  private static LocalBytebase start(String version) {
    return LocalBytebase.builder().version(version).postgres(postgres).start();
  }

  @Test
  void thereAreThreeVersions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalBytebase.builder().version("3.7.0"))
        .withMessageContaining("3.7.0")
        .withMessageContaining("3.6.2, 3.9.2, 2026.8");
    try (LocalBytebase bytebase = LocalBytebase.builder().postgres(postgres).start()) {
      assertThat(bytebase.version()).isEqualTo("2026.8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void tellsItsVersionToAnybody(String version) {
    try (LocalBytebase bytebase = start(version)) {
      assertThat(bytebase.version()).isEqualTo(version);
      Reply info = TestClient.nobody(bytebase).get("/v1/actuator/info");
      assertThat(info.at("version")).isEqualTo(version);
      assertThat(TestClient.nobody(bytebase).get("/v1/projects/hr/rollouts").status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void refusesWhatOnly2026Knows(String version) {
    LocalBytebaseBuilder approval =
        LocalBytebase.builder().version(version).requireIssueApproval(true);
    assertThatIllegalStateException().isThrownBy(approval::start).withMessageContaining(version);
    try (LocalBytebase bytebase = start(version)) {
      assertThatIllegalStateException().isThrownBy(() -> bytebase.requireIssueApproval(true));
    }
  }

  @ParameterizedTest
  @CsvSource({"3.6.2, 5, ''", "3.9.2, 2, 'not_found: '"})
  void hasNoRoutesOf2026(String version, int code, String prefix) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply reply = client.http.post("/v1/projects/hr/plans/101/rollout", "{}");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo(code);
      assertThat(reply.message())
          .isEqualTo(
              prefix
                  + "Routing error. Please check the request URI /v1/projects/hr/plans/101/rollout");
      Reply field = client.http.post("/v1/projects/hr/releases", "{\"type\": \"VERSIONED\"}");
      assertThat(field.status()).isEqualTo(400);
      assertThat(field.message().replace('\u00a0', ' '))
          .isEqualTo("proto: (line 1:2): unknown field \"type\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void saysWhichPermissionIsMissing(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply denied = client.http.get("/v1/instances");
      assertThat(denied.status()).isEqualTo(403);
      assertThat(denied.code()).isEqualTo(7);
      assertThat(denied.json().has("details")).isFalse();
      assertThat(denied.message())
          .isEqualTo(
              "permission denied for method \"/bytebase.v1.InstanceService/ListInstances\", user"
                  + " does not have permission \"bb.instances.list\", extra []");
      Reply project = client.http.get("/v1/projects/nope/releases");
      assertThat(project.status()).isEqualTo(500);
      assertThat(project.message()).endsWith("extra [nope], err: project \"nope\" not found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.2, The email or password is not valid.",
    "3.9.2, the email or password is not valid"
  })
  void locksNobodyOut(String version, String words) {
    try (LocalBytebase bytebase = start(version)) {
      TestClient nobody = TestClient.nobody(bytebase);
      String body = "{\"email\": \"" + bytebase.serviceAccount() + "\", \"password\": \"x\"}";
      for (int i = 0; i < 12; i++) {
        Reply reply = nobody.post("/v1/auth/login", body);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.message()).isEqualTo(words);
      }
      Client2025 client = new Client2025(bytebase);
      bytebase.deleteAccount(bytebase.serviceAccount());
      assertThat(client.http.get("/v1/projects/hr/rollouts").message())
          .isEqualTo("user ID 'f' has been deactivated by administrators");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void takesAMigrationFromCheckToProd(String version) throws SQLException {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      String[] files = {ddl("1", TABLE), dml("2", "INSERT INTO t VALUES (1), (2);")};
      Reply check = client.check(BOTH, files);
      assertThat(check.json().get("affectedRows").toString())
          .isEqualTo(version.equals("3.6.2") ? "4" : "\"4\"");
      Reply rollout = client.rollOut(BOTH, files);
      for (int stage = 0; stage < 2; stage++) {
        String[] tasks = Client2025.tasks(rollout, stage);
        assertThat(tasks).hasSize(2);
        assertThat(client.run(tasks).text()).isEqualTo("{}");
        client.await(rollout, stage, "DONE", "DONE");
      }
      for (String target : BOTH) {
        assertThat(count(bytebase, target)).isEqualTo(2);
      }
      assertThat(client.check(BOTH, files).text()).isEqualTo("{}");
      JsonObject run = client.latestRun(Client2025.tasks(rollout, 1)[1]);
      assertThat(run.get("detail").getAsString())
          .isEqualTo("Applied migration version 2 to database \"app_prod\".");
    }
  }

  private static int count(LocalBytebase bytebase, String target) throws SQLException {
    try (Connection connection = bytebase.dataSource(target).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
      result.next();
      return result.getInt(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void addsStagesToTheSameRollout(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      String plan = client.plan(client.release(ddl("1", TABLE)), BOTH);
      assertThat(client.rollout(plan, "?validateOnly=true").json().getAsJsonArray("stages"))
          .hasSize(2);
      assertThat(client.http.get("/v1/projects/hr/rollouts").text()).isEqualTo("{}");
      Reply none = client.rollout(plan, "?target=");
      assertThat(none.json().has("stages")).isFalse();
      Reply test = client.rollout(plan, "?target=environments/test");
      assertThat(test.at("name")).isEqualTo(none.at("name"));
      assertThat(test.json().getAsJsonArray("stages")).hasSize(1);
      Reply all = client.rollout(plan, "");
      assertThat(all.json().getAsJsonArray("stages")).hasSize(2);
      assertThat(client.rollout(plan, "").text()).isEqualTo(all.text());
      assertThat(client.get(all.at("name")).text()).isEqualTo(all.text());
      assertThat(client.rollout(plan, "?target=environments/nope").message())
          .isEqualTo("failed to filter stages with stageId, error: environment \"nope\" not found");
      assertThat(client.rollout("projects/hr/plans/999", "").message())
          .isEqualTo("plan not found for id: 999");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void aFileWaitsForTheOnesBeforeIt(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply rollout =
          client.rollOut(
              List.of(TEST),
              ddl("1.9", "SELECT 1 FROM missing;"),
              ddl("1.10", "CREATE TABLE later (id INT PRIMARY KEY);"));
      String[] tasks = Client2025.tasks(rollout, 0);
      client.run(tasks);
      client.await(rollout, 0, "FAILED", "PENDING");
      JsonObject failed = client.latestRun(tasks[0]);
      assertThat(failed.get("detail").getAsString())
          .isEqualTo(
              "failed to execute context in a transaction: ERROR: relation \"missing\" does not"
                  + " exist (SQLSTATE 42P01)");
      assertThat(failed.has("changelog")).isFalse();
      JsonObject waiting = client.latestRun(tasks[1]).getAsJsonObject("schedulerInfo");
      assertThat(waiting.getAsJsonObject("waitingCause").getAsJsonObject("task").get("task"))
          .hasToString('"' + tasks[0] + '"');
      // the whole batch is refused because of one
      assertThat(client.run(tasks).status()).isEqualTo(500);
      assertThat(client.run(tasks[0]).status()).isEqualTo(200);
      client.await(rollout, 0, "FAILED", "PENDING");
      assertThat(client.get(tasks[0] + "/taskRuns").json().getAsJsonArray("taskRuns")).hasSize(2);
      assertThat(client.skip(tasks[0]).text()).isEqualTo("{}");
      client.await(rollout, 0, "SKIPPED", "DONE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void runsThatAreCancelledCanRunAgain(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply rollout = client.rollOut(List.of(TEST), ddl("1", "SELECT pg_sleep(60);"));
      String task = Client2025.tasks(rollout, 0)[0];
      client.run(task);
      client.await(rollout, 0, "RUNNING");
      String run = client.latestRun(task).get("name").getAsString();
      Await.until(() -> client.get(run + "/log").text(), log -> log.contains("commandIndexes"));
      assertThat(client.cancel(run).text()).isEqualTo("{}");
      assertThat(client.statuses(rollout, 0)).containsExactly("CANCELED");
      Await.until(() -> client.latestRun(task), r -> r.has("detail"));
      assertThat(client.latestRun(task).get("detail").getAsString())
          .isEqualTo("The task run is canceled");
      Reply again = client.cancel(run);
      assertThat(again.status()).isEqualTo(400);
      assertThat(again.message()).matches("taskRun \\d+ is not pending or running");
      assertThat(client.run(task).status()).isEqualTo(200);
      client.await(rollout, 0, "RUNNING");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void aRunAtWorkBeginsAnewAfterARestart(String version) throws SQLException {
    try (LocalBytebase bytebase = start(version);
        Connection blocker = bytebase.dataSource(TEST).getConnection();
        Statement statement = blocker.createStatement()) {
      statement.execute("CREATE TABLE blocked (id INT)");
      Client2025 client = new Client2025(bytebase);
      Reply rollout =
          client.rollOut(
              List.of(TEST),
              ddl("1", "CREATE TABLE fresh (id INT PRIMARY KEY);\nSELECT * FROM blocked;"));
      String task = Client2025.tasks(rollout, 0)[0];
      statement.execute("BEGIN; LOCK TABLE blocked");
      client.run(task);
      String log = client.latestRun(task).get("name").getAsString() + "/log";
      Await.until(() -> client.get(log).text(), t -> t.split("COMMAND_EXECUTE").length == 3);
      bytebase.kill();
      bytebase.startAgain();
      assertThat(client.statuses(rollout, 0)).containsExactly("RUNNING");
      statement.execute("COMMIT");
      client.await(rollout, 0, "DONE");
      assertThat(client.get(log).text().split("RUNNING_RUNNING")).hasSize(3);
      assertThat(client.get(task + "/taskRuns").json().getAsJsonArray("taskRuns")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void anIssueFindsThatNobodyHasToApprove(String version) {
    ManualClock clock = new ManualClock(Instant.parse("2025-08-01T10:00:00Z"));
    try (LocalBytebase bytebase =
        LocalBytebase.builder().version(version).postgres(postgres).clock(clock).start()) {
      Client2025 client = new Client2025(bytebase);
      String plan = client.plan(client.release(ddl("1", TABLE)), List.of(TEST));
      String body = "{\"type\": \"DATABASE_CHANGE\", \"title\": \"i\", \"plan\": \"%s\"}";
      Reply issue = client.http.post("/v1/projects/hr/issues", body.formatted(plan));
      String name = issue.at("name");
      assertThat(issue.json().has("approvalFindingDone")).isFalse();
      assertThat(client.get(plan).at("issue")).isEqualTo(name);
      // in August the plan's title is the issue's
      assertThat(issue.at("title")).isEqualTo(version.equals("3.6.2") ? "i" : "x");
      Reply early = client.http.post("/v1/" + name + ":approve", "{}");
      assertThat(early.code()).isEqualTo(9);
      Reply rollout = client.rollout(plan, "");
      assertThat(rollout.at("issue")).isEqualTo(name);
      String task = Client2025.tasks(rollout, 0)[0];
      // in May a role in the project does not run what is not approved
      assertThat(client.run(task).status()).isEqualTo(version.equals("3.6.2") ? 400 : 200);
      clock.pass(Duration.ofSeconds(1));
      assertThat(client.get(name).at("approvalFindingDone")).isEqualTo("true");
      assertThat(client.get(name).at("rollout")).isEqualTo(rollout.at("name"));
      assertThat(client.get(name).json().has("taskStatusCount")).isTrue();
      assertThat(client.http.post("/v1/" + name + ":approve", "{}").message())
          .isEqualTo("expecting one approval template but got 0");
      if (version.equals("3.6.2")) {
        assertThat(client.run(task).status()).isEqualTo(200);
      }
      client.await(rollout, 0, "DONE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void listsPageByPage(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply first = client.rollOut(List.of(TEST), ddl("1", TABLE));
      Reply second = client.rollOut(List.of(TEST), ddl("2", "SELECT 1;"));
      for (String list : List.of("rollouts", "releases", "plans")) {
        Reply page = client.http.get("/v1/projects/hr/" + list + "?pageSize=1");
        assertThat(page.at(list + ".0.name")).endsWith("/102");
        Reply next =
            client.http.get(
                "/v1/projects/hr/" + list + "?pageSize=1&pageToken=" + page.at("nextPageToken"));
        assertThat(next.at(list + ".0.name")).endsWith("/101");
        assertThat(next.json().has("nextPageToken")).isFalse();
      }
      assertThat(first.at("name")).isNotEqualTo(second.at("name"));
      Reply found =
          client.http.post("/v1/projects/hr/plans:search", "{\"filter\": \"title == \\\"no\\\"\"}");
      assertThat(found.text()).isEqualTo("{}");
      found =
          client.http.post(
              "/v1/projects/hr/plans:search", "{\"filter\": \"has_pipeline == true\"}");
      assertThat(found.json().getAsJsonArray("plans")).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void aWildcardListsAllRuns(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply rollout = client.rollOut(BOTH, ddl("1", TABLE));
      for (int stage = 0; stage < 2; stage++) {
        client.run(Client2025.tasks(rollout, stage));
      }
      String all = rollout.at("name") + "/stages/-/tasks/-/taskRuns";
      assertThat(client.get(all).json().getAsJsonArray("taskRuns")).hasSize(2);
      assertThat(client.run(Client2025.tasks(rollout, 0)[0], Client2025.tasks(rollout, 1)[0]))
          .extracting(Reply::message)
          .asString()
          .matches("tasks should be in the same (environment|stage)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.2", "3.9.2"})
  void aLostAnswerLeavesItsWorkDone(String version) {
    try (LocalBytebase bytebase = start(version)) {
      Client2025 client = new Client2025(bytebase);
      Reply rollout = client.rollOut(List.of(TEST), ddl("1", TABLE));
      String[] tasks = Client2025.tasks(rollout, 0);
      Faults.Rule lost = bytebase.faults().next(1, "POST", ".*/tasks:batchRun").garbleAnswer();
      assertThat(client.run(tasks).text()).contains("garbage");
      assertThat(lost.fired()).isEqualTo(1);
      client.await(rollout, 0, "DONE");
      assertThat(client.run(tasks).status()).isEqualTo(500);
    }
  }
}
