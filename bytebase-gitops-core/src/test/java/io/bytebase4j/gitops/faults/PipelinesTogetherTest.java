package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.ManualClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Others are at work on the same server, and the server itself does not stay as it is. */
@Timeout(120)
class PipelinesTogetherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String RELEASES = "/v1/projects/hr/releases";
  private static final String PLANS = "/v1/projects/hr/plans";

  private static LocalPostgres postgres;

  @TempDir private Path folder;
  private final ManualClock time = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private FaultScene scene;

  @BeforeAll
  static void startPostgres() {
    postgres = LocalPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void start() {
    scene = new FaultScene(postgres, folder, time);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    scene.close();
  }

  private PipelineRun pipeline() {
    return scene.pipeline(scene.gitOps(), GitOpsJournal.none());
  }

  private Future<PipelineRun.Made> begin(PipelineRun pipeline) {
    return threads.submit(pipeline::run);
  }

  private Faults.Rule hold(int times, String path) {
    return scene.server().faults().next(times, "POST", path).holdRequest();
  }

  /** Takes a lock in a database that each of its migrations needs. */
  private Connection locked(String target) throws SQLException {
    Connection connection = scene.server().dataSource(target).getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE applied");
    }
    return connection;
  }

  private String prod() {
    return scene.server().targets().get(2);
  }

  @Test
  void twoPipelinesWithTheSameContentAtOnceGoOneWay() throws Exception {
    Faults.Rule releases = hold(2, RELEASES);
    Faults.Rule plans = hold(2, PLANS);
    Future<PipelineRun.Made> one = begin(pipeline());
    Future<PipelineRun.Made> two = begin(pipeline());
    // Neither sees anything of the other before both have sent.
    releases.awaitFired(2, PATIENCE);
    releases.release();
    plans.awaitFired(2, PATIENCE);
    plans.release();

    PipelineRun.Made first = one.get();
    PipelineRun.Made second = two.get();

    assertThat(first.release()).isEqualTo(second.release());
    assertThat(first.plan()).isEqualTo(second.plan());
    assertThat(first.rollout().name()).isEqualTo(second.rollout().name());
    EndState end = scene.endState().requireApplied("1", "2", "3");
    assertThat(end.rollouts()).containsExactly(first.rollout().name());
    assertThat(end.runs()).allSatisfy((task, runs) -> assertThat(runs).containsExactly("DONE"));
    // Both were made, and one of each runs nothing.
    assertThat(end.releases()).hasSize(2);
    assertThat(end.orphans()).hasSize(1);
  }

  @Test
  void twoPipelinesWithDifferentContentAtOnceDoNotMix() throws Exception {
    PipelineRun one = pipeline();
    FaultScene.Files others = scene.files("others");
    others.write("4_t.sql", "CREATE TABLE t4 (id INT); INSERT INTO applied VALUES ('4');");
    others.write("5_t.sql", "CREATE TABLE t5 (id INT); INSERT INTO applied VALUES ('5');");
    PipelineRun two =
        new PipelineRun(
            scene.gitOps(),
            scene.server().project(),
            scene.server().targets(),
            others.folder(),
            GitOpsJournal.none());
    Faults.Rule releases = hold(2, RELEASES);
    Faults.Rule plans = hold(2, PLANS);
    Future<PipelineRun.Made> first = begin(one);
    Future<PipelineRun.Made> second = begin(two);
    releases.awaitFired(2, PATIENCE);
    releases.release();
    plans.awaitFired(2, PATIENCE);
    plans.release();

    assertThat(first.get().release()).isNotEqualTo(second.get().release());
    EndState end = scene.endState().requireApplied("1", "2", "3", "4", "5");
    assertThat(end.releases())
        .containsExactlyInAnyOrder(first.get().release(), second.get().release());
    assertThat(end.rollouts())
        .containsExactlyInAnyOrder(first.get().rollout().name(), second.get().rollout().name());
    assertThat(end.orphans()).isEmpty();
  }

  @Test
  void aStageThatIsRunByHandInBetweenIsNotRunAgain() throws Exception {
    Faults.Rule ours = hold(1, ".*/stages/test/tasks:batchRun");
    Future<PipelineRun.Made> run = begin(pipeline());
    ours.awaitFired(1, PATIENCE);
    RolloutHandle byHand = scene.gitOps().attach(scene.endState().rollouts().get(0));
    byHand.runStage("test");
    ours.release();

    run.get();

    scene.endState().requireAllOnce("1", "2", "3");
  }

  @Test
  void whatIsCancelledInBetweenIsToldAndDoneByTheNextRun() throws Exception {
    PipelineRun pipeline = pipeline();
    PipelineRun.Made made = pipeline.start();
    made.rollout().runStage("test");
    try (Connection lock = locked(prod())) {
      Future<?> run = threads.submit(() -> made.rollout().runStage("prod"));
      Faults.Rule begun =
          scene.server().faults().next(1, "POST", ".*/stages/prod/tasks:batchRun").holdAnswer();
      begun.awaitFired(1, PATIENCE);
      assertThat(scene.gitOps().attach(made.rollout().name()).cancel("prod")).hasSize(1);
      begun.release();

      assertThat(catchThrowableOfType(Exception.class, run::get))
          .hasCauseInstanceOf(StageFailedException.class)
          .hasMessageContaining("CANCELED");
      lock.rollback();
    }

    PipelineRun.Made again = pipeline().run();

    assertThat(again.rollout().name()).isEqualTo(made.rollout().name());
    EndState end = scene.endState().requireApplied("1", "2", "3");
    assertThat(end.rollouts()).hasSize(1);
    assertThat(end.runs().values())
        .containsExactlyInAnyOrder(List.of("DONE"), List.of("DONE"), List.of("CANCELED", "DONE"));
  }

  @Test
  void whatIsSkippedInBetweenIsLeftOutByTheNextRun() {
    String broken = scene.server().targets().get(1);
    scene.sql(broken, "CREATE TABLE t2 (id INT)");
    StageFailedException failed = catchThrowableOfType(StageFailedException.class, pipeline()::run);
    assertThat(failed.failures())
        .extracting(TaskFailure::kind)
        .containsExactly(TaskFailure.Kind.MIGRATION);

    scene.gitOps().attach(scene.endState().rollouts().get(0)).skip(broken, "made by hand, OPS-77");
    pipeline().run();

    EndState end = scene.endState();
    assertThat(end.rollouts()).hasSize(1);
    assertThat(end.applied().get(broken)).containsExactly("1");
    assertThat(end.applied().get(prod())).containsExactly("1", "2", "3");
    assertThat(end.runs().values())
        .containsExactlyInAnyOrder(List.of("DONE"), List.of("FAILED"), List.of("DONE"));
  }

  @Test
  void aServerThatIsKilledAtWorkAndStartedAgainIsGoneOnWith() throws Exception {
    PipelineRun pipeline = pipeline();
    PipelineRun.Made made = pipeline.start();
    made.rollout().runStage("test");
    try (Connection lock = locked(prod())) {
      Future<?> run = threads.submit(() -> made.rollout().runStage("prod"));
      scene.awaitRunning(made.rollout(), "prod");
      scene.server().kill();
      scene.server().startAgain();
      time.pass(Duration.ofSeconds(61));

      assertThat(catchThrowableOfType(Exception.class, run::get))
          .cause()
          .isInstanceOfSatisfying(
              StageFailedException.class,
              abandoned ->
                  assertThat(abandoned.failures())
                      .extracting(TaskFailure::kind)
                      .containsExactly(TaskFailure.Kind.ABANDONED));
      lock.rollback();
    }

    pipeline().run();

    EndState end = scene.endState().requireApplied("1", "2", "3");
    assertThat(end.releases()).hasSize(1);
    assertThat(end.rollouts()).hasSize(1);
    assertThat(end.runs().values())
        .containsExactlyInAnyOrder(List.of("DONE"), List.of("DONE"), List.of("FAILED", "DONE"));
  }

  @Test
  void tokensAreRenewedInAWaitOfHours() throws Exception {
    PipelineRun pipeline = pipeline();
    PipelineRun.Made made = pipeline.start();
    made.rollout().runStage("test");
    Instant begun = time.instant();
    long signIns = signIns();
    try (Connection lock = locked(prod())) {
      Sleeper hours =
          duration -> {
            time.pass(Duration.ofMinutes(3));
            if (Duration.between(begun, time.instant()).toHours() >= 5) {
              unlock(lock);
            }
            Sleeper.SYSTEM.sleep(Duration.ofMillis(2));
          };
      BytebaseClient client =
          scene.client(options -> options.clock(time).callTimeout(Duration.ofDays(1)));
      GitOps gitOps = GitOps.using(client).clock(time).sleeper(hours).build();

      gitOps
          .attach(made.rollout().name())
          .withPolicy(StagePolicy.standard().withTimeout(Duration.ofDays(10)))
          .runStage("prod");
    }

    // A token is good for one hour, and was renewed before its end.
    assertThat(signIns() - signIns).isBetween(5L, 20L);
    scene.endState().requireAllOnce("1", "2", "3");
  }

  private long signIns() {
    return scene.server().requests().stream()
        .filter(request -> request.path().equals("/v1/auth/login"))
        .count();
  }

  private static void unlock(Connection lock) {
    try {
      lock.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
