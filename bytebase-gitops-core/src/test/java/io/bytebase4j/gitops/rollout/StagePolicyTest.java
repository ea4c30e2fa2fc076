package io.bytebase4j.gitops.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.rollout.RolloutEvent.RetryScheduled;
import io.bytebase4j.gitops.rollout.RolloutEvent.RunsCancelling;
import io.bytebase4j.gitops.rollout.RolloutEvent.TaskRunFailed;
import io.bytebase4j.gitops.rollout.RolloutEvent.TasksStarting;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.RecordedRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a stage by its policy. */
class StagePolicyTest {
  private static RolloutScene scene;

  private final List<RolloutEvent> events = new ArrayList<>();
  private final String table = "t" + RolloutScene.number();

  @BeforeAll
  static void start() {
    scene = new RolloutScene(Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @BeforeEach
  void reset() {
    scene.reset();
  }

  /** A rollout that makes a table; where the table is there already, it fails. */
  private RolloutHandle rollout(StagePolicy policy, int... failing) {
    for (int database : failing) {
      scene.sql(database, "CREATE TABLE " + table + " (id INT PRIMARY KEY)");
    }
    return scene
        .rollout(scene.gitOps(), "CREATE TABLE " + table + " (id INT PRIMARY KEY);")
        .withPolicy(policy)
        .listen(events::add);
  }

  private <T extends RolloutEvent> Stream<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  private List<List<String>> starts() {
    return events(TasksStarting.class)
        .map(starting -> starting.tasks().stream().map(TaskState::target).toList())
        .toList();
  }

  private static StageFailedException failure(RolloutHandle rollout) {
    return catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));
  }

  private static List<TaskStatus> statuses(StageState stage) {
    return stage.tasks().stream().map(TaskState::status).toList();
  }

  @Test
  void aFailedMigrationIsRunAgainAsOftenAsThePolicySays() {
    RolloutHandle rollout =
        rollout(StagePolicy.standard().onFailure(FailurePolicy.retry(2, Duration.ofMillis(10))), 1);
    rollout.listen(
        event -> {
          if (event instanceof RetryScheduled retry && retry.attempt() == 3) {
            scene.sql(1, "DROP TABLE " + table);
          }
        });

    StageState stage = rollout.runStage("test").stage();

    assertThat(statuses(stage)).containsOnly(TaskStatus.DONE);
    assertThat(events(RetryScheduled.class))
        .extracting(RetryScheduled::attempt, RetryScheduled::backoff)
        .containsExactly(tuple(2, Duration.ofMillis(10)), tuple(3, Duration.ofMillis(20)));
    assertThat(rollout.taskRuns(scene.target(1)))
        .extracting(TaskRunState::serverStatus)
        .containsExactly("FAILED", "FAILED", "DONE");
    assertThat(rollout.taskRuns(scene.target(0))).hasSize(1);
  }

  @Test
  void aMigrationThatFailsAfterItsRetriesStaysFailedAndTellsWhy() {
    RolloutHandle rollout =
        rollout(StagePolicy.standard().onFailure(FailurePolicy.retry(1, Duration.ofMillis(10))), 2);

    StageFailedException failed = failure(rollout);

    assertThat(rollout.taskRuns(scene.target(2))).hasSize(2);
    assertThat(failed.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.MIGRATION);
              assertThat(failure.task().target()).isEqualTo(scene.target(2));
              assertThat(failure.databaseError().orElseThrow())
                  .contains("relation \"" + table + "\" already exists");
              LogLine statement = failure.statement().orElseThrow();
              assertThat(statement.start()).isZero();
              assertThat(statement.end()).isGreaterThan(0);
              assertThat(statement.error()).contains("already exists");
            });
    assertThat(failed)
        .hasMessageContaining("failed on 1 of 4 databases")
        .hasMessageContaining(scene.target(2) + " FAILED");
    assertThat(events(TaskRunFailed.class)).hasSize(2);
  }

  @Test
  void aFailedTaskIsSkippedWithTheReasonWhereThePolicySaysSo() {
    RolloutHandle rollout =
        rollout(StagePolicy.standard().onFailure(FailurePolicy.skip("old replica")), 0);

    StageState stage = rollout.runStage("test").stage();

    assertThat(statuses(stage))
        .containsExactly(TaskStatus.SKIPPED, TaskStatus.DONE, TaskStatus.DONE, TaskStatus.DONE);
    assertThat(stage.tasks().get(0).skippedReason()).isEqualTo("old replica");
    assertThat(rollout.runStage("prod").stage().isSettled()).isTrue();
  }

  @Test
  void tasksThatFailOneAfterTheOtherAreAllSkippedAndNotStartedAgain() {
    RolloutHandle rollout =
        rollout(
            StagePolicy.standard().withParallelism(1).onFailure(FailurePolicy.skip("old replicas")),
            0,
            1,
            2);

    StageState stage = rollout.runStage("test").stage();

    assertThat(statuses(stage))
        .containsExactly(
            TaskStatus.SKIPPED, TaskStatus.SKIPPED, TaskStatus.SKIPPED, TaskStatus.DONE);
    assertThat(starts()).hasSize(4);
    assertThat(scene.starts(rollout)).hasSize(4);
  }

  @Test
  @Timeout(60)
  void aRetryThatIsDueAndHasNoRoomDoesNotHaveTheServerAskedWithoutAPause() throws SQLException {
    scene.sql(0, "CREATE TABLE " + table + " (id INT PRIMARY KEY, n INT)");
    try (Connection lock = scene.locked(1, table)) {
      AtomicInteger sleeps = new AtomicInteger();
      RolloutHandle rollout =
          scene
              .rollout(
                  scene.gitOps(
                      Clock.systemUTC(),
                      time -> {
                        if (sleeps.incrementAndGet() == 4) {
                          scene.sql(0, "ALTER TABLE " + table + " DROP COLUMN n");
                          unlock(lock);
                        }
                        Sleeper.SYSTEM.sleep(time);
                      }),
                  "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(
                  StagePolicy.standard()
                      .withParallelism(1)
                      .onFailure(FailurePolicy.retry(3, Duration.ofMillis(50))));

      assertThat(statuses(rollout.runStage("test").stage())).containsOnly(TaskStatus.DONE);
    }
  }

  private static void unlock(Connection lock) {
    try {
      lock.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWaitsForItsTurnWhenTheWindowEndsIsCancelledAndAWaitChangesNothing() throws SQLException {
    try (Connection lock = scene.locked(0, table)) {
      String sql = "ALTER TABLE IF EXISTS " + table + " ADD COLUMN IF NOT EXISTS n INT;";
      RolloutHandle first = scene.rollout(scene.gitOps(), sql);
      first.start("test");
      RolloutHandle second =
          scene
              .rollout(scene.gitOps(), sql)
              .withPolicy(
                  StagePolicy.standard()
                      .withTimeWindow(TimeWindow.until(Instant.now().plusMillis(900))));
      second.start("test");
      int before = scene.server().requests().size();
      assertThat(second.await("test", Duration.ofMillis(250)).state())
          .isEqualTo(RolloutOutcome.State.PENDING);
      List<RecordedRequest> asked = scene.server().requests();
      assertThat(asked.subList(before, asked.size()))
          .isNotEmpty()
          .allMatch(request -> request.method().equals("GET"));

      StageFailedException failed = failure(second);

      assertThat(statuses(failed.stage()))
          .containsExactly(TaskStatus.CANCELED, TaskStatus.DONE, TaskStatus.DONE, TaskStatus.DONE);
      lock.rollback();
      assertThat(first.await(Duration.ofMinutes(1)).status().stage("test").isSettled()).isTrue();
    }
  }

  @Test
  void theRestIsStartedWhenTheCanariesAreDone() {
    RolloutHandle rollout = rollout(StagePolicy.standard().withCanary(1));

    rollout.runStage("test");

    assertThat(starts())
        .containsExactly(
            List.of(scene.target(0)), List.of(scene.target(1), scene.target(2), scene.target(3)));
  }

  @Test
  void aFailedCanaryKeepsTheRestFromBeingStarted() {
    RolloutHandle rollout = rollout(StagePolicy.standard().withCanary(2), 1);

    StageFailedException failed = failure(rollout);

    assertThat(statuses(failed.stage()))
        .containsExactly(
            TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.NOT_STARTED, TaskStatus.NOT_STARTED);
    assertThat(failed.notStarted())
        .extracting(TaskState::target)
        .containsExactly(scene.target(2), scene.target(3));
    assertThat(failed).hasMessageContaining("not started, since too much failed");
  }

  @Test
  void noMoreTasksAreUnderWayThanThePolicyAllows() {
    RolloutHandle rollout = rollout(StagePolicy.standard().withParallelism(1));

    rollout.runStage("test");

    assertThat(starts()).hasSize(4).allSatisfy(start -> assertThat(start).hasSize(1));
    assertThat(scene.starts(rollout)).hasSize(4);
  }

  @Test
  void theFirstFailureStopsTheStartsUnlessMoreAreAllowed() {
    StagePolicy oneByOne = StagePolicy.standard().withParallelism(1);
    assertThat(statuses(failure(rollout(oneByOne, 1)).stage()))
        .containsExactly(
            TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.NOT_STARTED, TaskStatus.NOT_STARTED);
  }

  @Test
  void startsGoOnUntilSoManyHaveFailed() {
    StagePolicy policy = StagePolicy.standard().withParallelism(1).stopAfterFailures(2);
    assertThat(statuses(failure(rollout(policy, 0, 2)).stage()))
        .containsExactly(
            TaskStatus.FAILED, TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.NOT_STARTED);
  }

  @Test
  void nothingIsStartedAfterTheTimeWindow() {
    RolloutHandle rollout =
        rollout(StagePolicy.standard().withTimeWindow(TimeWindow.until(Instant.now())));

    StageFailedException failed = failure(rollout);

    assertThat(failed.failures()).isEmpty();
    assertThat(failed.notStarted()).hasSize(4);
    assertThat(failed).hasMessageContaining("the time window is over");
    assertThat(scene.starts(rollout)).isEmpty();
  }

  @Test
  void theServerHoldsRunsBackUntilTheTimeWindowBegins() {
    Instant from = Instant.now().plus(Duration.ofHours(1));
    RolloutHandle rollout =
        rollout(
            StagePolicy.standard()
                .withTimeWindow(new TimeWindow(from, from.plus(Duration.ofHours(1)))));

    rollout.start("test");

    assertThat(rollout.status().stage("test").tasks())
        .allSatisfy(
            task -> {
              assertThat(task.status()).isEqualTo(TaskStatus.PENDING);
              assertThat(task.runTime()).isCloseTo(from, within());
            });
    assertThat(rollout.await("test", Duration.ZERO).state())
        .isEqualTo(RolloutOutcome.State.PENDING);
    assertThat(rollout.cancel()).hasSize(4);
  }

  // The server keeps microseconds.
  private static TemporalUnitOffset within() {
    return Assertions.within(1, ChronoUnit.MILLIS);
  }

  @Test
  void waitingRunsAreCancelledWhenSoMuchHasFailed() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    RolloutHandle rollout =
        rollout(StagePolicy.standard().withParallelism(2).cancelPendingOnFailure(), 0);
    rollout.listen(
        event -> {
          // Somebody schedules two other databases while the first two are being started.
          if (event instanceof TasksStarting) {
            scene.runLater(rollout, List.of(2, 3), later);
          }
        });

    StageFailedException failed = failure(rollout);

    assertThat(statuses(failed.stage()))
        .containsExactly(
            TaskStatus.FAILED, TaskStatus.DONE, TaskStatus.CANCELED, TaskStatus.CANCELED);
    assertThat(events(RunsCancelling.class))
        .singleElement()
        .satisfies(cancelling -> assertThat(cancelling.taskRuns()).hasSize(2));
  }

  @Test
  void whatIsUnderWayIsCancelledWhenTheTimeIsOverIfThePolicySaysSo() throws SQLException {
    try (Connection lock = scene.locked(3, table)) {
      RolloutHandle rollout =
          scene
              .rollout(scene.gitOps(), "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(
                  StagePolicy.standard()
                      .withTimeout(Duration.ofMillis(500))
                      .cancelWhenEnded(Duration.ofSeconds(20)));

      RolloutWaitTimeoutException timeout =
          catchThrowableOfType(RolloutWaitTimeoutException.class, () -> rollout.runStage("test"));

      assertThat(timeout.progress().cancelledRuns()).hasSize(1);
      assertThat(statuses(Objects.requireNonNull(timeout.progress().stage())))
          .containsExactly(TaskStatus.DONE, TaskStatus.DONE, TaskStatus.DONE, TaskStatus.CANCELED);
      assertThat(timeout).hasMessageContaining("cancelled 1 runs");
      lock.rollback();
    }
  }

  /** The server refuses a call as a whole where one of its runs has just ended. */
  @Test
  void whatARefusedCancelDidNotCancelIsCancelledByTheNext() throws SQLException {
    cancelledInSpiteOf(
        batchCancel ->
            batchCancel.answer(
                400,
                "{\"code\":3,\"message\":\"taskRun 1 is not pending, available or running\",\"details\":[]}"),
        1);
  }

  @Test
  void whatALostCancelMayNotHaveCancelledIsCancelledByTheNext() throws SQLException {
    cancelledInSpiteOf(Faults.Matching::dropConnection, 6);
  }

  private void cancelledInSpiteOf(Function<Faults.Matching, Faults.Rule> fault, int times)
      throws SQLException {
    try (Connection lock = scene.locked(3, table)) {
      RolloutHandle rollout =
          scene
              .rollout(scene.gitOps(), "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(
                  StagePolicy.standard()
                      .withTimeout(Duration.ofMillis(500))
                      .cancelWhenEnded(Duration.ofSeconds(20)));
      Faults.Rule refused =
          fault.apply(scene.server().faults().next(times, "POST", "/v1/.*:batchCancel"));

      RolloutWaitTimeoutException timeout =
          catchThrowableOfType(RolloutWaitTimeoutException.class, () -> rollout.runStage("test"));

      assertThat(refused.fired()).isEqualTo(times);
      assertThat(timeout.progress().cancelledRuns()).hasSize(1);
      assertThat(Objects.requireNonNull(timeout.progress().stage()).tasks().get(3).status())
          .isEqualTo(TaskStatus.CANCELED);
      lock.rollback();
    }
  }

  @Test
  void anInterruptCancelsWhatIsUnderWayAndKeepsTheFlag() throws SQLException {
    try (Connection lock = scene.locked(2, table)) {
      Thread self = Thread.currentThread();
      RolloutHandle rollout =
          scene
              .rollout(scene.gitOps(), "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(StagePolicy.standard().cancelWhenEnded(Duration.ofSeconds(20)));
      rollout.listen(
          event -> {
            if (event instanceof RolloutEvent.TaskChanged change
                && change.task().target().equals(scene.target(2))
                && change.task().status() == TaskStatus.RUNNING) {
              self.interrupt();
            }
          });

      RolloutWaitInterruptedException interrupted =
          catchThrowableOfType(
              RolloutWaitInterruptedException.class, () -> rollout.runStage("test"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(interrupted.progress().cancelledRuns()).isNotEmpty();
      assertThat(rollout.status().stage("test").tasks().get(2).status())
          .isEqualTo(TaskStatus.CANCELED);
      lock.rollback();
    }
  }

  @Test
  void whatIsUnderWayGoesOnUnlessThePolicySaysOtherwise() throws SQLException {
    try (Connection lock = scene.locked(1, table)) {
      RolloutHandle rollout =
          scene
              .rollout(scene.gitOps(), "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(StagePolicy.standard().withTimeout(Duration.ofMillis(300)));

      assertThat(
              catchThrowableOfType(
                      RolloutWaitTimeoutException.class, () -> rollout.runStage("test"))
                  .progress()
                  .cancelledRuns())
          .isEmpty();
      assertThat(scene.sent(rollout, ":batchCancel")).isEmpty();

      lock.rollback();
      assertThat(rollout.await(Duration.ofSeconds(30)).status().stage("test").isSettled()).isTrue();
    }
  }

  @Test
  void whatSomebodyElseCancelledIsNotRunAgain() throws SQLException {
    try (Connection lock = scene.locked(0, table)) {
      RolloutHandle rollout =
          scene
              .rollout(scene.gitOps(), "ALTER TABLE IF EXISTS " + table + " ADD COLUMN n INT;")
              .withPolicy(
                  StagePolicy.standard().onFailure(FailurePolicy.retry(5, Duration.ofMillis(1))));
      rollout.listen(
          event -> {
            if (event instanceof RolloutEvent.TaskChanged change
                && change.task().status() == TaskStatus.RUNNING
                && change.task().target().equals(scene.target(0))) {
              scene.gitOps().attach(rollout.name()).cancel("test");
            }
          });

      assertThat(failure(rollout).failures())
          .extracting(TaskFailure::kind, failure -> failure.task().target())
          .contains(tuple(TaskFailure.Kind.CANCELED, scene.target(0)));
      assertThat(rollout.taskRuns(scene.target(0))).hasSize(1);
      lock.rollback();
    }
  }

  @Test
  void whatSomebodyElseSkipsInBetweenIsLeftOut() {
    RolloutHandle rollout = rollout(StagePolicy.standard());
    rollout.listen(
        event -> {
          if (event instanceof TasksStarting starting && starting.tasks().size() == 4) {
            scene.gitOps().attach(rollout.name()).skip(scene.target(2), "by hand");
          }
        });

    StageState stage = rollout.runStage("test").stage();

    assertThat(statuses(stage))
        .containsExactly(TaskStatus.DONE, TaskStatus.DONE, TaskStatus.SKIPPED, TaskStatus.DONE);
    assertThat(starts()).hasSize(2);
  }

  @Test
  void whatSomebodyElseStartsInBetweenIsWaitedForAndNotStartedAgain() {
    RolloutHandle rollout = rollout(StagePolicy.standard().withParallelism(1));
    rollout.listen(
        event -> {
          if (event instanceof TasksStarting && starts().size() == 1) {
            scene.gitOps().attach(rollout.name()).start("test");
          }
        });

    rollout.runStage("test");

    for (TaskState task : rollout.status().stage("test").tasks()) {
      assertThat(rollout.taskRuns(task.name())).hasSize(1);
    }
  }

  @Test
  void aLostAnswerToAStartDoesNotStartAnythingTwice() {
    RolloutHandle rollout = rollout(StagePolicy.standard());
    var lost = scene.server().faults().next(3, "POST", "/v1/.*/tasks:batchRun").resetAnswer();

    rollout.runStage("test");

    assertThat(lost.fired()).isGreaterThan(0);
    for (TaskState task : rollout.status().stage("test").tasks()) {
      assertThat(rollout.taskRuns(task.name())).hasSize(1);
    }
  }

  @Test
  void oneRequestStartsAllAndNoPollComesBeforeIt() {
    RolloutHandle rollout = rollout(StagePolicy.standard());
    int before = scene.server().requests().size();

    rollout.runStage("test");

    List<RecordedRequest> sent =
        scene.server().requests().subList(before, scene.server().requests().size());
    assertThat(sent.subList(0, 3))
        .extracting(RecordedRequest::toString)
        .containsExactly(
            "GET /v1/" + rollout.name(),
            "POST /v1/" + rollout.name() + "/stages/test/tasks:batchRun",
            "POST /v1/" + rollout.name());
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    StagePolicy standard = StagePolicy.standard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.withTimeout(Duration.ZERO))
        .withMessageContaining("timeout");
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withParallelism(0));
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withCanary(0));
    assertThatIllegalArgumentException().isThrownBy(() -> standard.stopAfterFailures(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.cancelWhenEnded(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> FailurePolicy.skip(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FailurePolicy.retry(-1, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeWindow(Instant.EPOCH, Instant.EPOCH));
  }
}
