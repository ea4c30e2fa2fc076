package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.Client2025.ddl;
import static io.bytebase4j.testkit.Client2025.dml;
import static io.bytebase4j.testkit.TestClient.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the server 3.6 does. */
@ExtendWith(LocalBytebaseExtension.class)
class May2025Test {

  private static final String TABLE = "CREATE TABLE t (id INT PRIMARY KEY);";

  private LocalBytebase bytebase;
  private Client2025 client;

  @BeforeEach
  void start(LocalPostgres postgres) {
    bytebase = LocalBytebase.builder().version("3.6.2").postgres(postgres).start();
    client = new Client2025(bytebase);
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  private void apply(String... files) {
    Reply rollout = client.rollOut(List.of(TEST), files);
    client.run(Client2025.tasks(rollout, 0));
    Await.until(() -> client.statuses(rollout, 0), all -> all.stream().allMatch("DONE"::equals));
  }

  private static JsonArray specs(Reply preview) {
    JsonObject step =
        preview.json().getAsJsonObject("plan").getAsJsonArray("steps").get(0).getAsJsonObject();
    return step.has("specs") ? step.getAsJsonArray("specs") : new JsonArray();
  }

  @Test
  void theSameReleaseTwiceIsTwoReleases() {
    assertThat(client.release(ddl("1", TABLE))).isEqualTo("projects/hr/releases/101");
    assertThat(client.release(ddl("1", TABLE))).isEqualTo("projects/hr/releases/102");
    Reply digest = client.http.post("/v1/projects/hr/releases", "{\"digest\": \"d\"}");
    assertThat(digest.message()).endsWith("unknown field \"digest\"");
    assertThat(client.http.get("/v1/projects/hr/releases:search?digest=d").status()).isEqualTo(404);
  }

  @Test
  void refusesFiles() {
    Reply reply =
        client.http.post("/v1/projects/hr/releases", "{\"files\": [" + ddl("v1", TABLE) + "]}");
    assertThat(reply.message()).isEqualTo("invalid release files, err: invalid version \"v1\"");
    reply = client.http.post("/v1/projects/hr/releases", "{\"files\": [{\"path\": \"x\"}]}");
    assertThat(reply.message())
        .isEqualTo("invalid release files, err: unexpected file type \"TYPE_UNSPECIFIED\"");
  }

  @Test
  void aPreviewPassesOverWhatIsApplied() {
    apply(ddl("5", TABLE));
    String release =
        client.release(
            ddl("5", TABLE + " -- edited"), dml("4", "SELECT 1;"), ddl("6", "SELECT 2;"));
    Reply allowed = client.preview(release, true, List.of(TEST));
    assertThat(specs(allowed)).hasSize(2);
    assertThat(allowed.at("outOfOrderFiles.0.database")).isEqualTo(TEST);
    assertThat(allowed.json().getAsJsonArray("appliedButModifiedFiles")).hasSize(1);
    Reply refused = client.preview(release, false, List.of(TEST));
    assertThat(specs(refused)).hasSize(1);
    assertThat(refused.json().has("outOfOrderFiles")).isTrue();
  }

  @Test
  void aPlanWithNothingToDoIsRefused() {
    apply(ddl("5", TABLE));
    Reply preview = client.preview(client.release(ddl("5", TABLE)), true, List.of(TEST));
    assertThat(specs(preview)).isEmpty();
    Reply plan = client.http.post("/v1/projects/hr/plans", preview.json().get("plan").toString());
    assertThat(plan.message())
        .isEqualTo("failed to validate plan steps, error: the plan step has zero spec");
  }

  @Test
  void saysNothingOfAnAppliedFileThatWasEdited() {
    apply(ddl("1", TABLE));
    assertThat(client.check(List.of(TEST), ddl("1", TABLE + " -- edited")).text()).isEqualTo("{}");
  }

  @Test
  void aRolloutHasATitleOfItsOwn() {
    String plan = client.plan(client.release(ddl("1", TABLE)), List.of(TEST));
    Reply rollout =
        client.http.post(
            "/v1/projects/hr/rollouts", "{\"plan\": \"" + plan + "\", \"title\": \"mine\"}");
    assertThat(rollout.at("title")).isEqualTo("mine");
    assertThat(rollout.json().has("updateTime")).isFalse();
    assertThat(client.rollout(plan, "").at("title")).isEqualTo("mine");
  }

  @Test
  void stagesHaveNumbers() {
    Reply rollout = client.rollOut(bytebase.targets(), ddl("1", TABLE));
    assertThat(rollout.at("stages.0.name")).isEqualTo(rollout.at("name") + "/stages/101");
    assertThat(rollout.at("stages.1.name")).isEqualTo(rollout.at("name") + "/stages/102");
    String task = rollout.at("stages.0.tasks.0.name").replace("/stages/101/", "/stages/999/");
    assertThat(client.run(task).message()).isEqualTo("failed to find the stage to run");
    Reply late = client.runWith(", \"runTime\": \"2099-01-01T00:00:00Z\"", task);
    assertThat(late.message()).endsWith("unknown field \"runTime\"");
  }

  @Test
  void countsAreNumbersInLogs() {
    Reply rollout =
        client.rollOut(
            List.of(TEST),
            ddl("1", "CREATE TABLE n (i INT PRIMARY KEY);\nINSERT INTO n VALUES (1), (2);"));
    String task = Client2025.tasks(rollout, 0)[0];
    client.run(task);
    client.await(rollout, 0, "DONE");
    String run = client.latestRun(task).get("name").getAsString();
    String log = client.get(run + "/log").text();
    assertThat(log).contains("\"commandIndexes\":[1]").contains("\"allAffectedRows\":[2]");
  }
}
