package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.PreparedRollout;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.ManualClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** While a pipeline is at work others are, too, and neither server nor token stay as they are. */
@ExtendWith(LocalBytebaseExtension.class)
@Timeout(120)
class OthersAtWorkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static LocalPostgres postgres;

  @TempDir private Path folder;
  private final ManualClock time = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private FaultScene scene;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @BeforeEach
  void start() {
    scene = new FaultScene("2026.8", postgres, folder, time);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    scene.close();
  }

  private PipelineRun pipeline() {
    return scene.pipeline(scene.gitOps(), GitOpsJournal.none());
  }

  private Future<PreparedRollout> begin(PipelineRun pipeline) {
    return threads.submit(pipeline::run);
  }

  @Test
  void aStageThatIsRunByHandInBetweenIsNotRunAgain() throws Exception {
    Faults.Rule ours = scene.hold(1, ".*/stages/test/tasks:batchRun");
    Future<PreparedRollout> run = begin(pipeline());
    ours.awaitFired(1, PATIENCE);
    RolloutHandle byHand = scene.gitOps().attach(scene.endState().rolloutNames().get(0));
    byHand.runStage("test");
    ours.release();

    run.get();

    scene.endState().requireAllOnce("1", "2", "3");
  }

  @Test
  void whatIsCancelledInBetweenIsToldAndDoneByTheNextRun() throws Exception {
    PipelineRun pipeline = pipeline();
    PreparedRollout made = pipeline.prepare();
    made.rollout().runStage("test");
    try (Connection lock = scene.lockProd()) {
      Faults.Rule begun =
          scene.server().faults().next(1, "POST", ".*/stages/prod/tasks:batchRun").holdAnswer();
      Future<?> run = threads.submit(() -> made.rollout().runStage("prod"));
      begun.awaitFired(1, PATIENCE);
      scene.awaitBlockedInProd();
      assertThat(scene.gitOps().attach(made.rollout().name()).cancel("prod")).hasSize(1);
      begun.release();

      assertThat(catchThrowableOfType(Exception.class, run::get))
          .hasCauseInstanceOf(StageFailedException.class)
          .hasMessageContaining("CANCELED");
      lock.rollback();
    }

    PreparedRollout again = pipeline().run();

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

    scene
        .gitOps()
        .attach(scene.endState().rolloutNames().get(0))
        .skip(broken, "made by hand, OPS-77");
    pipeline().run();

    EndState end = scene.endState();
    assertThat(end.rollouts()).hasSize(1);
    assertThat(end.applied().get(broken)).containsExactly("1");
    assertThat(end.applied().get(scene.prod())).containsExactly("1", "2", "3");
    assertThat(end.runs().values())
        .containsExactlyInAnyOrder(List.of("DONE"), List.of("FAILED"), List.of("DONE"));
  }

  @Test
  void aServerThatIsKilledAtWorkAndStartedAgainIsGoneOnWith() throws Exception {
    PipelineRun pipeline = pipeline();
    PreparedRollout made = pipeline.prepare();
    made.rollout().runStage("test");
    try (Connection lock = scene.lockProd()) {
      Future<?> run = threads.submit(() -> made.rollout().runStage("prod"));
      scene.awaitBlockedInProd();
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
    PreparedRollout made = pipeline.prepare();
    made.rollout().runStage("test");
    Instant begun = time.instant();
    long signIns = signIns();
    try (Connection lock = scene.lockProd()) {
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
