package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.Client2025.ddl;
import static io.bytebase4j.testkit.Client2025.file;
import static io.bytebase4j.testkit.TestClient.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the server 3.9 does. */
@ExtendWith(LocalBytebaseExtension.class)
class August2025Test {

  private static final String TABLE = "CREATE TABLE t (id INT PRIMARY KEY);";

  private final ManualClock clock = new ManualClock(Instant.parse("2025-08-20T10:00:00Z"));
  private LocalBytebase bytebase;
  private Client2025 client;

  @BeforeEach
  void start(LocalPostgres postgres) {
    bytebase = LocalBytebase.builder().version("3.9.2").clock(clock).postgres(postgres).start();
    client = new Client2025(bytebase);
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  private Reply release(String more, String... files) {
    String body = "{\"files\": [" + String.join(", ", files) + "]" + more + "}";
    return client.http.post("/v1/projects/hr/releases?releaseIdTemplate=x", body);
  }

  @Test
  void aDigestFindsARelease() {
    String digest = ", \"digest\": \"abc\"";
    Reply made = release(digest, ddl("1", TABLE));
    assertThat(made.at("name")).isEqualTo("projects/hr/releases/101");
    assertThat(release(digest, ddl("1", TABLE)).code()).isEqualTo(13);
    Reply found = client.http.get("/v1/projects/hr/releases:search?digest=abc");
    assertThat(found.json().getAsJsonArray("releases").get(0)).isEqualTo(made.json());
    // without a digest there may be as many as you like
    release("", ddl("1", TABLE));
    assertThat(release("", ddl("1", TABLE)).at("name")).isEqualTo("projects/hr/releases/104");
    assertThat(client.get("projects/hr/releases/102").message()).isEqualTo("release 102 not found");
  }

  @Test
  void aSheetStandsForItsText() {
    String sheet = client.get(client.release(ddl("1", TABLE))).at("files.0.sheet");
    String body =
        "{\"path\": \"m/1.sql\", \"type\": \"VERSIONED\", \"version\": \"1\", \"sheet\": \"%s\"}";
    Reply again = release("", body.formatted(sheet));
    assertThat(again.at("files.0.sheet")).isEqualTo(sheet);
    assertThat(release("", body.formatted("projects/hr/sheets/999")).message())
        .isEqualTo("invalid release files: sheet \"projects/hr/sheets/999\" not found");
  }

  @ParameterizedTest
  @CsvSource({
    "'', version cannot be empty",
    "v1, invalid version \"v1\"",
    "1..2, invalid version \"1..2\""
  })
  void refusesWhatIsNoVersion(String version, String words) {
    Reply reply = release("", ddl(version, TABLE));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("invalid release files: " + words);
  }

  @Test
  void sortsFilesAndRefusesVersionsTwice() {
    Reply made =
        release("", ddl("10", TABLE), ddl("2", TABLE), ddl("1.10", TABLE), ddl("1.9", TABLE));
    assertThat(made.text().replaceAll("\"version\":\"([^\"]*)\"|.", "$1 ").strip())
        .matches("1\\.9 +1\\.10 +2 +10");
    assertThat(release("", ddl("1", TABLE), ddl("1", TABLE)).message())
        .isEqualTo("invalid release files: found duplicate version \"1\"");
    assertThat(release("").message())
        .isEqualTo("invalid release files: release files cannot be empty");
  }

  @Test
  void warnsOfAnAppliedFileThatWasEdited() {
    Reply rollout = client.rollOut(List.of(TEST), ddl("1", TABLE));
    client.run(Client2025.tasks(rollout, 0));
    client.await(rollout, 0, "DONE");
    Reply check = client.check(List.of(TEST), ddl("1", TABLE + " -- edited"));
    assertThat(check.at("results.0.advices.0.title")).isEqualTo("Applied file has been modified");
    assertThat(check.at("results.0.advices.0.code")).isEqualTo("1");
  }

  @Test
  void saysWhereItIsWrong() {
    Reply check = client.check(List.of(TEST), ddl("1", "SELECT 1;\nSELEC 2;\n"));
    JsonObject advice =
        check
            .json()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("advices")
            .get(0)
            .getAsJsonObject();
    assertThat(advice.get("title").getAsString()).isEqualTo("Syntax error");
    assertThat(advice.get("content").getAsString()).isEqualTo("syntax error at or near \"SELEC\"");
    // this one counts from 1
    assertThat(advice.get("startPosition")).hasToString("{\"line\":2}");
    Reply exists = client.check(List.of(TEST), ddl("1", TABLE), ddl("2", TABLE));
    assertThat(exists.at("results.1.advices.0.title")).isEqualTo("Table already exists");
    assertThat(exists.at("results.1.advices.0.content"))
        .isEqualTo("The table \"t\" already exists in the schema \"public\"");
  }

  @Test
  void whatIsAppliedGetsNoTask() {
    Reply first = client.rollOut(List.of(TEST), ddl("1", TABLE));
    client.run(Client2025.tasks(first, 0));
    client.await(first, 0, "DONE");
    Reply second = client.rollOut(List.of(TEST), ddl("1", TABLE), ddl("2", "SELECT 1;"));
    assertThat(Client2025.tasks(second, 0)).hasSize(1);
    assertThat(second.at("stages.0.tasks.0.databaseSchemaUpdate.schemaVersion")).isEqualTo("2");
    Reply third = client.rollOut(List.of(TEST), ddl("1", TABLE));
    assertThat(third.json().has("stages")).isFalse();
  }

  @Test
  void twoRolloutsOfAFileRunItOnce() {
    Reply first = client.rollOut(List.of(TEST), ddl("1", TABLE));
    Reply second = client.rollOut(List.of(TEST), ddl("1", TABLE));
    client.run(Client2025.tasks(first, 0));
    client.await(first, 0, "DONE");
    String task = Client2025.tasks(second, 0)[0];
    client.run(task);
    client.await(second, 0, "DONE");
    assertThat(client.latestRun(task).get("detail").getAsString())
        .isEqualTo("Task skipped because version 1 has been applied");
  }

  @Test
  void aRunMayBeForLater() {
    Reply rollout = client.rollOut(List.of(TEST), ddl("1", TABLE));
    client.runWith(", \"runTime\": \"2025-08-20T11:00:00Z\"", Client2025.tasks(rollout, 0));
    assertThat(client.statuses(rollout, 0)).containsExactly("PENDING");
    clock.pass(Duration.ofMinutes(61));
    client = new Client2025(bytebase);
    client.await(rollout, 0, "DONE");
  }

  @Test
  void aDataChangeLooksForRowsToKeep() {
    Reply rollout = client.rollOut(List.of(TEST), file("m/1.sql", "1", "DML", "SELECT 1;"));
    assertThat(rollout.at("stages.0.tasks.0.type")).isEqualTo("DATABASE_DATA_UPDATE");
    String task = Client2025.tasks(rollout, 0)[0];
    client.run(task);
    client.await(rollout, 0, "DONE");
    String run = client.latestRun(task).get("name").getAsString();
    assertThat(client.get(run + "/log").at("entries.2.type")).isEqualTo("PRIOR_BACKUP");
  }

  @Test
  void aPlanKeepsWhatItWasSentAndNamesItsRollout() {
    String plan = client.plan(client.release(ddl("1", TABLE)), List.of(TEST));
    assertThat(client.get(plan).json().has("rollout")).isFalse();
    Reply rollout = client.rollout(plan, "?target=");
    Reply shown = client.get(plan);
    assertThat(shown.at("description")).isEqualTo("d");
    assertThat(shown.at("rollout")).isEqualTo(rollout.at("name"));
    assertThat(client.get("projects/hr/plans/999").message())
        .isEqualTo("plan not found for id: 999");
  }

  @Test
  void refusesAPlanThatCantBe() {
    String body =
        """
        {"specs": [{"id": "s", "changeDatabaseConfig": {"targets": ["%s"], "release": "%s"}}]}""";
    assertThat(client.http.post("/v1/projects/hr/plans", "{}").message())
        .isEqualTo("failed to validate plan specs, error: the plan has zero spec");
    assertThat(
            client
                .http
                .post("/v1/projects/hr/plans", body.formatted(TEST, "projects/hr/releases/999"))
                .message())
        .isEqualTo(
            "failed to get pipeline from the plan, please check you request, error: failed to get"
                + " task creates from spec: release 999 not found");
  }

  @Test
  void filtersRollouts() {
    client.rollOut(List.of(TEST), ddl("1", TABLE));
    String list = "/v1/projects/hr/rollouts?filter=";
    assertThat(client.http.get(list + "task_type%20%3D%3D%20%22DATABASE_DATA_UPDATE%22").text())
        .isEqualTo("{}");
    Reply found =
        client.http.get(
            list
                + "task_type%20in%20%5B%22DATABASE_DATA_UPDATE%22,%22DATABASE_SCHEMA_UPDATE%22%5D");
    assertThat(found.json().getAsJsonArray("rollouts")).hasSize(1);
  }
}
