package io.bytebase4j.gitops.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.RolloutEvent.RunsCancelling;
import io.bytebase4j.gitops.rollout.RolloutEvent.StageEnded;
import io.bytebase4j.gitops.rollout.RolloutEvent.TaskChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Waits without a thread of the caller's. */
class RolloutAsyncTest {
  private static RolloutScene scene;

  private final String table = "f" + RolloutScene.number();

  @BeforeAll
  static void start() {
    scene = new RolloutScene(Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void manyRolloutsAreRunAtOnce() throws Exception {
    try (GitOps gitOps = scene.gitOps()) {
      List<CompletableFuture<RolloutResult>> futures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        futures.add(scene.rollout(gitOps, "SELECT " + i + ";").runThroughAsync("prod"));
      }

      for (CompletableFuture<RolloutResult> future : futures) {
        assertThat(future.get(60, TimeUnit.SECONDS).stages())
            .hasSize(2)
            .allMatch(stage -> stage.stage().isSettled());
      }
    }
  }

  @Test
  void aFailureIsThatOfTheBlockingCall() {
    try (GitOps gitOps = scene.gitOps()) {
      scene.sql(1, "CREATE TABLE " + table + " (id INT PRIMARY KEY)");
      RolloutHandle rollout =
          scene.rollout(gitOps, "CREATE TABLE " + table + " (id INT PRIMARY KEY);");

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> rollout.runStageAsync("test").get(60, TimeUnit.SECONDS))
          .withCauseInstanceOf(StageFailedException.class);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> rollout.runStageAsync("prd").get(60, TimeUnit.SECONDS))
          .withCauseInstanceOf(UnknownStageException.class);
      assertThat(rollout.awaitAsync(Duration.ofMinutes(1)))
          .succeedsWithin(Duration.ofMinutes(1))
          .extracting(RolloutOutcome::state)
          .isEqualTo(RolloutOutcome.State.FAILED);
    }
  }

  @Test
  void cancellingTheFutureCancelsWhatIsUnderWayIfThePolicySaysSo()
      throws SQLException, InterruptedException {
    try (GitOps gitOps = scene.gitOps();
        Connection lock = scene.locked(0, table)) {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      List<RolloutEvent> events = new ArrayList<>();
      RolloutHandle rollout =
          scene
              .rollout(gitOps, "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(StagePolicy.standard().cancelWhenEnded(Duration.ofSeconds(20)));
      rollout.listen(
          event -> {
            events.add(event);
            if (event instanceof TaskChanged change
                && change.task().target().equals(scene.target(0))
                && change.task().status() == TaskStatus.RUNNING) {
              running.countDown();
            }
            if (event instanceof StageEnded) {
              ended.countDown();
            }
          });
      CompletableFuture<StageResult> future = rollout.runStageAsync("test");
      assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

      future.cancel(true);

      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(events).hasAtLeastOneElementOfType(RunsCancelling.class);
      assertThat(rollout.status().stage("test").tasks().get(0).status())
          .isEqualTo(TaskStatus.CANCELED);
      lock.rollback();
    }
  }

  @Test
  void closingEndsTheWaits() throws SQLException, InterruptedException {
    try (Connection lock = scene.locked(3, table)) {
      GitOps gitOps = scene.gitOps();
      RolloutHandle rollout =
          scene.rollout(gitOps, "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;");
      CountDownLatch running = new CountDownLatch(1);
      rollout.listen(
          event -> {
            if (event instanceof TaskChanged change
                && change.task().target().equals(scene.target(3))
                && change.task().status() == TaskStatus.RUNNING) {
              running.countDown();
            }
          });
      CompletableFuture<StageResult> future = rollout.runStageAsync("test");
      assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();

      gitOps.close();

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> future.get(60, TimeUnit.SECONDS))
          .withCauseInstanceOf(RolloutsClosedException.class);
      lock.rollback();
    }
  }
}
