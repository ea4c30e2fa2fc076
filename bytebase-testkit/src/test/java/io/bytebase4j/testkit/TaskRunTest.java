package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalBytebaseExtension.class)
class TaskRunTest {

  private static String rollOut(TestClient client, String version, String sql) {
    return client
        .rollOut(List.of(TEST), file("m/" + version + ".sql", version, sql))
        .at("stages.0.tasks.0.name");
  }

  private static int runs(TestClient client, String task) {
    return client.runs(task).json().getAsJsonArray("taskRuns").size();
  }

  @Test
  void oneRunAtATimeOnADatabase(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String first = rollOut(client, "1", "SELECT pg_sleep(60);");
    String second = rollOut(client, "2", "SELECT 1;");
    client.runTo(first, "RUNNING");
    client.run(second);
    assertThat(client.await(second, "PENDING").json().getAsJsonArray("taskRuns")).hasSize(1);
    client.cancel(client.runs(first).at("taskRuns.0.name"));
    client.await(first, "CANCELED");
    client.await(second, "DONE");
  }

  @Test
  void cancellingStopsTheStatement(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String task = rollOut(client, "1", "CREATE TABLE t (id int);\nSELECT pg_sleep(60);");
    client.runTo(task, "RUNNING");
    String run = client.runs(task).at("taskRuns.0.name");
    Await.until(
        () -> client.get("/v1/" + run + "/log").json(),
        log -> log.getAsJsonArray("entries").size() >= 5);
    assertThat(client.cancel(run).text()).isEqualTo("{}");
    client.await(task, "CANCELED");
    String log = client.get("/v1/" + run + "/log").text();
    assertThat(log).contains("\"error\":\"context canceled\"").contains("ROLLBACK");
    assertThat(client.runTo(task, "RUNNING").json().getAsJsonArray("taskRuns")).hasSize(2);
  }

  @Test
  void cancellingIsRepeatedUntilTheStatementHeedsIt(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String task =
        rollOut(
            client,
            "1",
            """
            DO $$ BEGIN
              PERFORM pg_sleep(600);
            EXCEPTION WHEN query_canceled THEN
              PERFORM pg_sleep(600);
            END $$;
            """);
    client.runTo(task, "RUNNING");
    String run = client.runs(task).at("taskRuns.0.name");
    Await.until(
        () -> client.get("/v1/" + run + "/log").json(),
        log -> log.getAsJsonArray("entries").size() >= 4);
    client.cancel(run);
    client.await(task, "CANCELED");
  }

  @Test
  void batchRunIsIdempotentUntilTheRunFails(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String task = rollOut(client, "1", "SELECT 1 / 0;");
    client.runTo(task, "FAILED");
    assertThat(client.runs(task).at("taskRuns.0.detail"))
        .isEqualTo(
            "failed to execute release file m/1.sql (version 1): ERROR: division by zero (SQLSTATE 22012)");
    client.runTo(task, "FAILED");
    assertThat(runs(client, task)).isEqualTo(2);

    String done = rollOut(client, "2", "SELECT 1;");
    client.runTo(done, "DONE");
    client.run(done);
    assertThat(runs(client, done)).isEqualTo(1);
  }

  @Test
  void aRetryStartsAtTheFirstFileThatIsMissing(LocalBytebase bytebase) throws Exception {
    TestClient client = TestClient.serviceAccount(bytebase);
    String task =
        client
            .rollOut(
                List.of(TEST),
                file("m/2.sql", "2", "INSERT INTO u VALUES (1);"),
                file("m/10.sql", "10", "CREATE TABLE v (id int);"),
                file("m/1.sql", "1", "CREATE TABLE t (id int);"))
            .at("stages.0.tasks.0.name");
    client.runTo(task, "FAILED");
    new Scene(bytebase).sql("CREATE TABLE u (id int)");
    client.runTo(task, "DONE");
    String log = client.get("/v1/" + client.runs(task).at("taskRuns.1.name") + "/log").text();
    assertThat(log).doesNotContain("m/1.sql").contains("m/2.sql").contains("m/10.sql");
  }

  @Test
  void theStageInThePathOfABatchRunCountsForNothing(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    Reply rollout = client.rollOut(bytebase.targets(), file("m/1.sql", "1", "SELECT 1;"));
    String prod = rollout.at("stages.1.tasks.0.name");
    String body = "{\"tasks\": [\"" + prod + "\"]}";
    String test = rollout.at("stages.0.name");
    assertThat(client.post("/v1/" + test + "/tasks:batchRun", body).text()).isEqualTo("{}");
    client.await(prod, "DONE");
    String unknown = "{\"tasks\": [\"" + test + "/tasks/99999\"]}";
    assertThat(client.post("/v1/" + test + "/tasks:batchRun", unknown).text()).isEqualTo("{}");
  }

  @Test
  void aRunForLaterStartsWhenTheClockSaysSo(LocalPostgres postgres) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    Clock clock = InstantSource.from(now);
    try (LocalBytebase bytebase = LocalBytebase.builder().postgres(postgres).clock(clock).start()) {
      TestClient client = TestClient.serviceAccount(bytebase);
      String task = rollOut(client, "1", "SELECT 1;");
      client.run(task, ", \"runTime\": \"2030-01-01T00:10:00Z\"");
      assertThat(client.runs(task).at("taskRuns.0.status")).isEqualTo("PENDING");
      now.set(Instant.parse("2030-01-01T00:10:00Z"));
      assertThat(client.await(task, "DONE").at("taskRuns.0.updateTime"))
          .isEqualTo("2030-01-01T00:10:00Z");
    }
  }

  /** A clock over a time that a test moves. */
  private static final class InstantSource {
    static Clock from(AtomicReference<Instant> now) {
      java.time.InstantSource source = now::get;
      return source.withZone(ZoneOffset.UTC);
    }
  }
}
