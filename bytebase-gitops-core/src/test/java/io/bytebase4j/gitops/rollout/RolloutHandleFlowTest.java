package io.bytebase4j.gitops.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.gitops.rollout.RolloutEvent.TaskChanged;
import io.bytebase4j.gitops.rollout.RolloutEvent.TasksStarting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else a handle does than running one stage. */
class RolloutHandleFlowTest {
  private static final String GET_ROLLOUT = "/v1/projects/hr/plans/\\d+/rollout";
  private static RolloutScene scene;

  private final String table = "h" + RolloutScene.number();

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

  private RolloutHandle rollout() {
    return scene.rollout(scene.gitOps(), "CREATE TABLE " + table + " (id INT PRIMARY KEY);");
  }

  private void fail(int database) {
    scene.sql(database, "CREATE TABLE " + table + " (id INT PRIMARY KEY)");
  }

  private RolloutHandle attach(RolloutHandle rollout) {
    return scene.gitOps().attach(rollout.name());
  }

  @Test
  void stagesAreRunInTheirOrder() {
    RolloutHandle rollout = rollout();
    List<String> stages = new ArrayList<>();
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.StageEnded ended) {
            stages.add(ended.stage());
          }
        });

    RolloutResult result = rollout.runThrough("prod");

    assertThat(stages).containsExactly("test", "prod");
    assertThat(result.stages()).allMatch(stage -> stage.stage().isSettled());
    assertThat(rollout.runAll().stages())
        .extracting(StageResult::elapsed)
        .containsOnly(Duration.ZERO);
    assertThat(scene.starts(rollout)).hasSize(2);
  }

  @Test
  void theFirstStageThatFailsIsTheLast() {
    fail(2);
    RolloutHandle rollout = rollout();

    assertThatExceptionOfType(StageFailedException.class)
        .isThrownBy(rollout::runAll)
        .withMessageContaining("stage test failed on 1 of 4 databases");

    assertThat(rollout.status().stage("prod").tasks())
        .extracting(TaskState::status)
        .containsOnly(TaskStatus.NOT_STARTED);
    assertThat(rollout.await(Duration.ZERO).state()).isEqualTo(RolloutOutcome.State.FAILED);
  }

  @Test
  void startAndAwaitMayStandInTwoProcesses() {
    RolloutHandle rollout = rollout();
    assertThat(attach(rollout).await(Duration.ZERO).state())
        .isEqualTo(RolloutOutcome.State.PENDING);

    rollout.start("test");
    RolloutOutcome outcome = attach(rollout).await("test", Duration.ofMinutes(1));

    assertThat(outcome.state()).isEqualTo(RolloutOutcome.State.DONE);
    assertThat(outcome.status().stage("test").isSettled()).isTrue();
    assertThat(attach(rollout).await(Duration.ofMinutes(1)).state())
        .isEqualTo(RolloutOutcome.State.PENDING);
    assertThat(scene.starts(rollout)).hasSize(1);
  }

  @Test
  void onlyWhatFailedIsRetried() {
    fail(1);
    RolloutHandle rollout = rollout();
    assertThatExceptionOfType(StageFailedException.class)
        .isThrownBy(
            () -> rollout.withPolicy(StagePolicy.standard().withParallelism(1)).runStage("test"));
    scene.sql(1, "DROP TABLE " + table);

    attach(rollout).retryFailed("test");

    assertThat(rollout.status().stage("test").tasks())
        .extracting(TaskState::status)
        .containsExactly(
            TaskStatus.DONE, TaskStatus.DONE, TaskStatus.NOT_STARTED, TaskStatus.NOT_STARTED);
  }

  @Test
  void aTaskIsSkippedByItsDatabaseOrItsName() {
    RolloutHandle rollout = rollout();
    TaskState second = rollout.status().stage("test").tasks().get(1);

    rollout.skip(scene.target(0), "not here");
    rollout.skip(second.name(), "nor here");
    rollout.skip(second.name(), "again");

    StageState stage = rollout.runStage("test").stage();
    assertThat(stage.tasks())
        .extracting(TaskState::status)
        .containsExactly(TaskStatus.SKIPPED, TaskStatus.SKIPPED, TaskStatus.DONE, TaskStatus.DONE);
    assertThat(stage.tasks().get(1).skippedReason()).isEqualTo("nor here");
    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(() -> rollout.skip(scene.target(2), "too late"));
  }

  @Test
  void whatDoesNotBelongToTheRolloutIsNotSent() {
    RolloutHandle rollout = rollout();
    RolloutHandle other = rollout();
    String foreign = other.status().stage("test").tasks().get(0).name();

    assertThatExceptionOfType(TaskNotInStageException.class)
        .isThrownBy(() -> rollout.skip(foreign, "no"))
        .withMessageContaining(foreign)
        .withMessageContaining(scene.target(0));
    assertThatExceptionOfType(TaskNotInStageException.class)
        .isThrownBy(() -> rollout.log(foreign + "/taskRuns/101"));
    assertThatIllegalArgumentException().isThrownBy(() -> rollout.skip(scene.target(0), " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rollout.skip(scene.target(0), "x".repeat(1001)))
        .withMessageContaining("1001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.gitOps().attach("projects/hr/plans/1"))
        .withMessageContaining("projects/hr/plans/1");
    assertThat(scene.sent(rollout, "tasks:batchSkip")).isEmpty();
  }

  /** The real server would run a production task that is named in a call for the test stage. */
  @Test
  void aTaskOfAnotherStageIsNeverStartedThroughThisOne() {
    RolloutHandle rollout = rollout();
    String prod = rollout.status().stage("prod").tasks().get(0).name();
    scene
        .server()
        .faults()
        .next(1, "GET", GET_ROLLOUT)
        .answer(
            200,
            """
            {"name":"%1$s","stages":[{"name":"%1$s/stages/test","id":"test",
              "environment":"environments/test","tasks":[{"name":"%2$s","status":"NOT_STARTED",
              "target":"instances/prod-pg/databases/p"}]}]}
            """
                .formatted(rollout.name(), prod));

    assertThatExceptionOfType(TaskNotInStageException.class)
        .isThrownBy(() -> rollout.runStage("test"))
        .withMessageContaining(prod);
    assertThat(scene.starts(rollout)).isEmpty();
  }

  @Test
  void aStatusThatIsNotKnownIsToldAndWaitedThrough() {
    RolloutHandle rollout = rollout();
    TaskState task = rollout.status().stage("prod").tasks().get(0);
    List<TaskState> seen = new ArrayList<>();
    rollout.listen(
        event -> {
          if (event instanceof TaskChanged change) {
            seen.add(change.task());
          }
        });
    scene
        .server()
        .faults()
        .next(1, "GET", GET_ROLLOUT)
        .answer(
            200,
            """
            {"name":"%1$s","stages":[{"name":"%1$s/stages/prod","id":"prod",
              "environment":"environments/prod","tasks":[{"name":"%2$s","status":"THINKING",
              "target":"instances/prod-pg/databases/p"}]}]}
            """
                .formatted(rollout.name(), task.name()));

    rollout.withPolicy(StagePolicy.standard().outOfOrder()).runStage("prod");

    assertThat(seen.get(0).status()).isEqualTo(TaskStatus.UNKNOWN);
    assertThat(seen.get(0).serverStatus()).isEqualTo("THINKING");
    assertThat(seen.get(0)).hasToString("instances/prod-pg/databases/p \"THINKING\"");
    assertThat(seen.get(seen.size() - 1).status()).isEqualTo(TaskStatus.DONE);
  }

  @Test
  void aPolicyForAStageThatThereIsNotIsAnError() {
    RolloutHandle rollout = rollout().withPolicy("prd", StagePolicy.standard());

    assertThatExceptionOfType(UnknownStageException.class)
        .isThrownBy(() -> rollout.runStage("test"))
        .withMessageContaining("\"prd\"");
    assertThatExceptionOfType(UnknownStageException.class).isThrownBy(rollout::runAll);
    assertThat(scene.starts(rollout)).isEmpty();
  }

  @Test
  void aListenerThatFailsChangesNothing() {
    RolloutHandle rollout = rollout();
    rollout.listen(
        event -> {
          throw new IllegalStateException("listener");
        });

    assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
  }

  @Test
  void theServerNeedsNotBeWokenForARolloutToGoOn() {
    RolloutHandle rollout = rollout();
    scene
        .server()
        .faults()
        .next(3, "POST", GET_ROLLOUT)
        .answer(403, "{\"code\":7,\"message\":\"permission denied\"}");

    assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
  }

  @Test
  void subscribersGetTheEventsInTheirOrder() {
    RolloutHandle rollout = rollout();
    Events all = new Events(Long.MAX_VALUE);
    rollout.events().subscribe(all);

    rollout.withPolicy(StagePolicy.standard()).runStage("test");

    assertThat(all.seen).hasAtLeastOneElementOfType(TasksStarting.class);
    assertThat(all.seen.get(all.seen.size() - 1)).isInstanceOf(RolloutEvent.StageEnded.class);
    assertThat(all.errors).isEmpty();
  }

  @Test
  void aSubscriberThatIsTooSlowIsToldAndDoesNotHoldTheRolloutUp() {
    Events slow = new Events(1);
    RolloutEvents events = new RolloutEvents();
    events.publisher().subscribe(slow);
    TasksStarting event = new TasksStarting(java.time.Instant.EPOCH, "test", List.of());

    for (int i = 0; i < 1000 && slow.errors.isEmpty(); i++) {
      events.emit(event);
    }

    assertThat(slow.seen).hasSize(1);
    assertThat(slow.errors)
        .singleElement()
        .isInstanceOf(MissedEventsException.class)
        .asString()
        .contains("test");
  }

  @Test
  void runsAndLogsCanBeRead() {
    RolloutHandle rollout = rollout();
    rollout.runStage("test");

    TaskRunState run = rollout.taskRuns(scene.target(0)).get(0);

    assertThat(run.serverStatus()).isEqualTo("DONE");
    assertThat(run.startTime()).isNotNull();
    assertThat(rollout.log(run.name()))
        .extracting(LogLine::type)
        .contains("RELEASE_FILE_EXECUTE", "COMMAND_EXECUTE");
    assertThat(rollout.previewRollbacks())
        .hasSize(4)
        .allSatisfy(
            preview -> {
              assertThat(preview.statement()).isEmpty();
              assertThat(preview.reason()).contains("has no rollback");
            });
  }

  /** Takes down what it gets. */
  private static final class Events implements Flow.Subscriber<RolloutEvent> {
    private final long wanted;
    private final List<RolloutEvent> seen = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    Events(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(wanted);
    }

    @Override
    public void onNext(RolloutEvent event) {
      seen.add(event);
    }

    @Override
    public void onError(Throwable error) {
      errors.add(error);
    }

    @Override
    public void onComplete() {}
  }
}
