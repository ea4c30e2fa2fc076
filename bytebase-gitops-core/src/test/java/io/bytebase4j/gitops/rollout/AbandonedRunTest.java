package io.bytebase4j.gitops.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.gitops.rollout.RolloutEvent.LookFailed;
import io.bytebase4j.gitops.rollout.RolloutEvent.RetryScheduled;
import io.bytebase4j.gitops.rollout.RolloutEvent.TaskChanged;
import io.bytebase4j.testkit.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that is killed while a task runs, and started again. */
class AbandonedRunTest {
  private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
  private static RolloutScene scene;

  private final String table = "k" + RolloutScene.number();
  private final List<RolloutEvent> events = new ArrayList<>();

  @BeforeAll
  static void start() {
    scene = new RolloutScene(CLOCK);
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  /**
   * A rollout that meets a table locked by the test on the first database; as soon as that task is
   * at work, the server is killed and started again, and its own time passes until it gives the run
   * up.
   */
  private RolloutHandle killedAtWork(StagePolicy policy) {
    RolloutHandle rollout =
        scene
            .rollout(scene.gitOps(), "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
            .withPolicy(policy.withCanary(1))
            .listen(events::add);
    rollout.listen(
        event -> {
          if (event instanceof TaskChanged change
              && change.task().status() == TaskStatus.RUNNING
              && change.task().target().equals(scene.target(0))
              && events.stream().noneMatch(RetryScheduled.class::isInstance)) {
            scene.server().kill();
            scene.server().startAgain();
            CLOCK.pass(Duration.ofSeconds(61));
          }
        });
    return rollout;
  }

  @Test
  void aRunThatTheServerGaveUpIsNoFaultOfTheMigration() throws SQLException {
    try (Connection lock = scene.locked(0, table)) {
      RolloutHandle rollout = killedAtWork(StagePolicy.standard());

      StageFailedException failed =
          catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));

      assertThat(failed.failures())
          .extracting(TaskFailure::kind)
          .containsExactly(TaskFailure.Kind.ABANDONED);
      assertThat(failed)
          .hasMessageContaining("owning replica stopped responding (no fault of the files)");
      lock.rollback();
    }
  }

  @Test
  void aRunThatTheServerGaveUpIsRunAgainWhereThePolicySaysSo() throws SQLException {
    try (Connection lock = scene.locked(0, table)) {
      RolloutHandle rollout =
          killedAtWork(
              StagePolicy.standard().onFailure(new FailurePolicy(0, 1, Duration.ofMillis(10), "")));
      rollout.listen(
          event -> {
            if (event instanceof RetryScheduled) {
              release(lock);
            }
          });

      StageState stage = rollout.runStage("test").stage();

      assertThat(stage.tasks()).extracting(TaskState::status).containsOnly(TaskStatus.DONE);
      assertThat(rollout.taskRuns(scene.target(0)))
          .extracting(TaskRunState::serverStatus)
          .containsExactly("FAILED", "DONE");
    }
  }

  @Test
  void aServerThatIsGoneForAWhileDoesNotEndTheWait() {
    RolloutHandle rollout =
        scene
            .rollout(scene.gitOps(), "SELECT 1;")
            .withPolicy(StagePolicy.standard().withTimeout(Duration.ofSeconds(10)))
            .listen(events::add);
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.TasksStarting
              && events.stream().noneMatch(LookFailed.class::isInstance)) {
            scene.server().kill();
          }
          if (event instanceof LookFailed
              && events.stream().filter(LookFailed.class::isInstance).count() == 1) {
            scene.server().startAgain();
          }
        });

    assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
    assertThat(events).hasAtLeastOneElementOfType(LookFailed.class);
    for (TaskState task : rollout.status().stage("test").tasks()) {
      assertThat(rollout.taskRuns(task.name())).hasSize(1);
    }
  }

  private static void release(Connection lock) {
    try {
      lock.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
