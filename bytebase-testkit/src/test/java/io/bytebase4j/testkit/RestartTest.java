package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.PROD;
import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static io.bytebase4j.testkit.TestClient.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that is killed and started again. */
@ExtendWith(LocalBytebaseExtension.class)
class RestartTest {

  private static final String RELEASES = "/v1/projects/hr/releases";
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final String ABANDONED = "Task run abandoned: owning replica stopped responding";

  private static LocalPostgres postgres;

  private final ManualClock clock = new ManualClock(START);
  private LocalBytebase bytebase;
  private TestClient client;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @BeforeEach
  void start() {
    bytebase = LocalBytebase.builder().postgres(postgres).clock(clock).start();
    client = TestClient.serviceAccount(bytebase);
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  private void restart() {
    bytebase.kill();
    bytebase.startAgain();
  }

  /** A run whose second file waits until the connection is closed. */
  private Scene blockedRun(Connection blocker) throws SQLException {
    Scene scene = new Scene(bytebase);
    scene.release("CREATE TABLE zzzzz AS SELECT 1;").rollout(List.of(TEST)).runTest("DONE");
    try (Statement statement = blocker.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE zzzzz");
    }
    scene.release =
        client.createRelease(
            file("m/1_a.sql", "1795570094001", "CREATE TABLE k1795570094a (id INT);"),
            file(
                "m/2_b.sql",
                "1795570094002",
                "CREATE TABLE k1795570094b (id INT);\nSELECT * FROM zzzzz;"));
    scene.rollout(List.of(TEST)).runTest("RUNNING");
    String log = "/v1/" + scene.task("test") + "/taskRuns/" + scene.run + "/log";
    Await.until(() -> client.get(log).text(), text -> text.split("COMMAND_EXECUTE").length == 4);
    return scene;
  }

  @Test
  void keepsWhatItHad() {
    Scene scene = new Scene(bytebase).release("SELECT 1;").rollout().runTest("DONE");
    TestClient admin = TestClient.admin(bytebase);
    List<String> paths =
        List.of(
            "/v1/" + scene.release,
            "/v1/projects/hr/plans/" + scene.plan,
            "/v1/projects/hr/plans/" + scene.plan + "/rollout",
            "/v1/" + scene.task("test") + "/taskRuns",
            "/v1/" + scene.task("test") + "/taskRuns/" + scene.run + "/log",
            "/v1/" + TEST + "/revisions");
    List<String> before = paths.stream().map(path -> admin.get(path).text()).toList();
    var url = bytebase.url();

    restart();

    assertThat(bytebase.url()).isEqualTo(url);
    assertThat(paths.stream().map(path -> admin.get(path).text())).isEqualTo(before);
    assertThat(client.createPlan(scene.release, TEST)).isEqualTo("projects/hr/plans/102");
    String known = "{\"path\": \"x\", \"version\": \"9\", \"sheet\": \"projects/hr/sheets/%s\"}";
    assertThat(client.post(RELEASES, release(known.formatted(scene.sheet))).status())
        .isEqualTo(200);
    assertThat(TestClient.serviceAccount(bytebase).get("/v1/actuator/info").status())
        .isEqualTo(200);
  }

  @Test
  void resetsOpenConnectionsAndRefusesNewOnesInBetween() throws Exception {
    try (RawConnection idle = new RawConnection(bytebase.url())) {
      idle.post("/v1/auth/login", "", "{}");
      assertThat(idle.readSome()).startsWith("HTTP/1.1 401");
      bytebase.kill();
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(idle::readToEnd)
          .withMessageContaining("reset");
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> new RawConnection(bytebase.url()));
    }
    bytebase.kill();
    bytebase.startAgain();
    assertThat(client.get("/v1/actuator/info").status()).isEqualTo(200);
  }

  @Test
  void aRequestIsProcessedWholeOrNotAtAll() {
    String file = release(file("m/1.sql", "1", "SELECT 1;"));
    Faults.Rule before = bytebase.faults().next(1, "POST", RELEASES).holdRequest();
    CompletableFuture<Reply> unprocessed = supply(() -> client.post(RELEASES, file));
    before.awaitFired(1, Await.LONGEST);
    Faults.Rule after = bytebase.faults().next(1, "POST", RELEASES).holdAnswer();
    CompletableFuture<Reply> processed = supply(() -> client.post(RELEASES, file));
    after.awaitFired(1, Await.LONGEST);

    restart();

    Await.until(unprocessed::isCompletedExceptionally, failed -> failed);
    Await.until(processed::isCompletedExceptionally, failed -> failed);
    before.release();
    after.release();
    assertThat(client.get(RELEASES + "/release_20261125-RC00").status()).isEqualTo(200);
    assertThat(client.get(RELEASES + "/release_20261125-RC01").status()).isEqualTo(404);
  }

  private static <T> CompletableFuture<T> supply(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work);
  }

  @Test
  void aRunAtWorkIsAbandonedAndARetryGoesOnWithTheInterruptedFile() throws Exception {
    Scene scene;
    try (Connection blocker = bytebase.dataSource(TEST).getConnection()) {
      scene = blockedRun(blocker);
      String behind =
          client
              .rollOut(List.of(TEST), file("m/3.sql", "3", "SELECT 1;"))
              .at("stages.0.tasks.0.name");
      client.run(behind);

      restart();

      replay(scene, "rollout-at-once", "taskruns-at-once", "log-at-once");
      replay(scene, "batchrun-while-orphaned", "batchcancel-orphaned", "taskruns-at-once");
      clock.pass(Duration.ofSeconds(59));
      somethingElseRuns();
      replay(scene, "taskruns-at-once", "log-at-once");
      assertThat(client.runs(behind).at("taskRuns.0.status")).isEqualTo("PENDING");

      clock.pass(Duration.ofSeconds(1));
      Reply runs = client.await(scene.task("test"), "FAILED");
      assertThat(runs.at("taskRuns.0.updateTime")).isEqualTo("2026-11-25T10:01:00Z");
      replay(scene, "taskrun-after", "taskrun-cancelled-orphan", "log-after");
      client.await(behind, "DONE");
    }
    replay(scene, "batchrun-after");
    String retry = client.await(scene.task("test"), "DONE").at("taskRuns.1.name");
    scene.run = retry.substring(retry.lastIndexOf('/') + 1);
    replay(scene, "log-retry");
    scene.sql("SELECT * FROM k1795570094a, k1795570094b");
  }

  private static void replay(Scene scene, String... titles) {
    Stream.of(titles).forEach(title -> Recorded.of("06-sigkill-" + title).replay(scene));
  }

  /** When this is over, the scheduler has looked at everything at the present time. */
  private void somethingElseRuns() {
    String task =
        client
            .rollOut(List.of(PROD), file("m/9.sql", "9", "SELECT 1;"))
            .at("stages.0.tasks.0.name");
    client.runTo(task, "DONE");
  }

  @Test
  void aServerThatWasDownForLongNoticesAtOnce() throws Exception {
    try (Connection blocker = bytebase.dataSource(TEST).getConnection()) {
      String task = blockedRun(blocker).task("test");
      bytebase.kill();
      clock.pass(Duration.ofSeconds(60));
      bytebase.startAgain();
      assertThat(client.await(task, "FAILED").at("taskRuns.0.detail")).isEqualTo(ABANDONED);
    }
  }

  @Test
  void aSecondDeathDoesNotPutOffWhatIsLeftOfTheFirst() throws Exception {
    try (Connection blocker = bytebase.dataSource(TEST).getConnection()) {
      String task = blockedRun(blocker).task("test");
      restart();
      clock.pass(Duration.ofSeconds(40));
      restart();
      clock.pass(Duration.ofSeconds(30));
      Reply runs = client.await(task, "FAILED");
      assertThat(runs.at("taskRuns.0.updateTime")).isEqualTo("2026-11-25T10:01:10Z");
    }
  }

  @Test
  void aRunForLaterStartsAfterTheRestart() {
    String task =
        client
            .rollOut(List.of(TEST), file("m/1.sql", "1", "SELECT 1;"))
            .at("stages.0.tasks.0.name");
    client.run(task, ", \"runTime\": \"2026-11-25T10:10:00Z\"");
    restart();
    assertThat(client.runs(task).at("taskRuns.0.status")).isEqualTo("PENDING");
    clock.pass(Duration.ofMinutes(10));
    client.await(task, "DONE");
  }

  @Test
  void killsWhileManyWorkLoseNothingThatWasAnswered() {
    for (int i = 1; i <= 5; i++) {
      String file = file("m/" + i + ".sql", "" + i, "CREATE TABLE t" + i + " (id int);");
      String task = client.rollOut(List.of(TEST), file).at("stages.0.tasks.0.name");
      client.run(task);
      restart();
      clock.pass(Duration.ofMinutes(2));
      Reply runs = Await.until(() -> client.runs(task), r -> isOver(r.at("taskRuns.0.status")));
      if (runs.at("taskRuns.0.status").equals("FAILED")) {
        assertThat(runs.at("taskRuns.0.detail")).isEqualTo(ABANDONED);
        client.runTo(task, "DONE");
      }
    }
    assertThat(TestClient.admin(bytebase).get("/v1/" + TEST + "/revisions").json())
        .extracting(json -> json.getAsJsonArray("revisions").size())
        .isEqualTo(5);
  }

  private static boolean isOver(String status) {
    return status.equals("DONE") || status.equals("FAILED");
  }

  @Test
  void onlyAKilledServerCanBeStartedAgain() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(bytebase::startAgain)
        .withMessage("the server runs; only a killed one can be started again");
    bytebase.kill();
    bytebase.close();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(bytebase::startAgain)
        .withMessage("the server was closed");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(bytebase::kill);
  }
}
