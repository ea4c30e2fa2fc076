package io.bytebase4j.gitops;

import static io.bytebase4j.gitops.PathScene.PATIENT;
import static io.bytebase4j.gitops.PathScene.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.PathWalks.Walk;
import io.bytebase4j.gitops.rollout.FailurePolicy;
import io.bytebase4j.gitops.rollout.RolloutEvent.RetryScheduled;
import io.bytebase4j.gitops.rollout.RolloutEvent.RunsCancelling;
import io.bytebase4j.gitops.rollout.RolloutEvent.StageEnded;
import io.bytebase4j.gitops.rollout.RolloutEvent.TaskChanged;
import io.bytebase4j.gitops.rollout.RolloutEvent.TasksStarting;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.RolloutWaitException;
import io.bytebase4j.gitops.rollout.RolloutWaitInterruptedException;
import io.bytebase4j.gitops.rollout.RolloutWaitTimeoutException;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.gitops.rollout.TimeWindow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Walks over the edges of a stage that waits for a retry, or that the wait leaves. */
final class StageEndWalks {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final PathScene scene;
  private final Map<String, Walk> walks = new LinkedHashMap<>();

  private StageEndWalks(PathScene scene) {
    this.scene = scene;
  }

  static Map<String, Walk> of(PathScene scene) {
    StageEndWalks walks = new StageEndWalks(scene);
    walks.retry();
    walks.leave();
    walks.cancel();
    walks.comeBack();
    return walks.walks;
  }

  /** A rollout whose last task of the stage test fails, and is to be run again in an hour. */
  private RolloutHandle retrying(StagePolicy policy) {
    FailurePolicy inAnHour = FailurePolicy.retry(1, HOUR);
    return scene.rolledOut(policy.withParallelism(1).onFailure(inAnHour), 1);
  }

  private void atRetry(RolloutHandle rollout, Runnable action) {
    rollout.listen(
        event -> {
          if (event instanceof RetryScheduled) {
            action.run();
          }
        });
  }

  private static RolloutWaitTimeoutException timeout(RolloutHandle rollout) {
    return catchThrowableOfType(RolloutWaitTimeoutException.class, () -> rollout.runStage("test"));
  }

  private static StageState lastSeen(RolloutWaitException end) {
    return Objects.requireNonNull(end.progress().stage());
  }

  private void retry() {
    walks.put(
        "StageRunning --> StageRetrying : nothing is under way but the wait before a retry",
        () -> {
          RolloutHandle rollout = retrying(PATIENT);
          atRetry(
              rollout,
              () -> {
                assertThat(rollout.status().stage("test").isUnderWay()).isFalse();
                scene.mend(1);
              });
          rollout.runStage("test");
          assertThat(scene.events(RetryScheduled.class))
              .singleElement()
              .satisfies(retry -> assertThat(retry.backoff()).isEqualTo(HOUR));
        });
    walks.put(
        "StageRetrying --> StageRunning : the task is started again",
        () -> {
          RolloutHandle rollout = retrying(PATIENT);
          atRetry(rollout, () -> scene.mend(1));
          assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
          RetryScheduled retry = scene.events(RetryScheduled.class).get(0);
          List<TasksStarting> starts = scene.events(TasksStarting.class);
          assertThat(starts.get(starts.size() - 1).time()).isEqualTo(retry.time().plus(HOUR));
        });
    walks.put(
        "StageRetrying --> StageSettled : somebody skipped the task",
        () -> {
          RolloutHandle rollout = retrying(PATIENT);
          atRetry(rollout, () -> scene.somebodyElse(rollout).skip(scene.target(1), "by hand"));
          assertThat(statuses(rollout.runStage("test").stage()))
              .containsExactly(TaskStatus.DONE, TaskStatus.SKIPPED);
        });
    walks.put(
        "StageRetrying --> StageFailed : the time window is over",
        () -> {
          RolloutHandle rollout =
              retrying(PATIENT.withTimeWindow(TimeWindow.until(scene.now().plus(HOUR))));
          StageFailedException failed =
              catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));
          assertThat(statuses(failed.stage())).containsExactly(TaskStatus.DONE, TaskStatus.FAILED);
          assertThat(rollout.taskRuns(scene.target(1))).hasSize(1);
        });
    walks.put(
        "StageRetrying --> StageLeft : the wait ends",
        () -> {
          RolloutWaitTimeoutException end = timeout(retrying(PATIENT.withTimeout(HOUR)));
          assertThat(lastSeen(end).isUnderWay()).isFalse();
          assertThat(scene.events(StageEnded.class)).isEmpty();
        });
    walks.put(
        "StageRetrying --> StageCancelling : time is over or thread interrupted, cancelWhenEnded()",
        () -> {
          RolloutWaitTimeoutException end =
              timeout(retrying(PATIENT.withTimeout(HOUR).cancelWhenEnded(DAY)));
          assertThat(end.progress().cancelledRuns()).isEmpty();
          assertThat(scene.events(StageEnded.class)).hasSize(1);
        });
  }

  private void leave() {
    walks.put(
        "StageRunning --> StageLeft : time is over or thread interrupted",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            RolloutHandle rollout = scene.rolledOut(PATIENT.withTimeout(SECOND));
            assertThat(lastSeen(timeout(rollout)).isUnderWay()).isTrue();
            assertThat(rollout.status().stage("test").isUnderWay()).isTrue();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(RolloutWaitInterruptedException.class)
                .isThrownBy(() -> rollout.runStage("test"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(scene.sent(":batchCancel")).isEmpty();
          }
        });
    walks.put(
        "StageRunning --> StageLeft : a look fails, which does not pass",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            RolloutHandle rollout = scene.rolledOut(PATIENT);
            rollout.listen(
                event -> {
                  if (event instanceof TasksStarting) {
                    scene.nextLookFails(403, 7);
                  }
                });
            assertThatExceptionOfType(PermissionDeniedException.class)
                .isThrownBy(() -> rollout.runStage("test"));
            assertThat(rollout.status().stage("test").isUnderWay()).isTrue();
          }
        });
  }

  private void cancel() {
    walks.put(
        "StageRunning --> StageCancelling : time is over or thread interrupted, cancelWhenEnded()",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            timeout(scene.rolledOut(PATIENT.withTimeout(SECOND).cancelWhenEnded(DAY)));
            assertThat(scene.events(RunsCancelling.class)).isNotEmpty();
          }
        });
    walks.put(
        "StageCancelling --> StageFailed : the cancelled runs have settled",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            RolloutWaitTimeoutException end =
                timeout(scene.rolledOut(PATIENT.withTimeout(SECOND).cancelWhenEnded(DAY)));
            assertThat(end.progress().cancelledRuns()).isNotEmpty();
            assertThat(statuses(lastSeen(end)).get(1)).isEqualTo(TaskStatus.CANCELED);
          }
        });
    walks.put(
        "StageCancelling --> StageSettled : all got done before that",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            RolloutHandle rollout = scene.rolledOut(PATIENT.cancelWhenEnded(DAY));
            rollout.listen(
                event -> {
                  if (event instanceof TaskChanged change && change.task().status().isUnderWay()) {
                    lock.release();
                    scene.somebodyElse(rollout).await("test", DAY);
                    Thread.currentThread().interrupt();
                  }
                });
            RolloutWaitInterruptedException end =
                catchThrowableOfType(
                    RolloutWaitInterruptedException.class, () -> rollout.runStage("test"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(lastSeen(end).isSettled()).isTrue();
            assertThat(end.progress().cancelledRuns()).isEmpty();
          }
        });
    walks.put(
        "StageCancelling --> StageLeft : they have not settled in time",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            RolloutWaitTimeoutException end =
                timeout(
                    scene.rolledOut(
                        PATIENT.withTimeout(SECOND).cancelWhenEnded(Duration.ofNanos(1))));
            assertThat(end.progress().cancelledRuns()).isNotEmpty();
            assertThat(lastSeen(end).isUnderWay()).isTrue();
            assertThat(scene.events(StageEnded.class)).isEmpty();
          }
        });
  }

  private void comeBack() {
    walks.put(
        "StageLeft --> StageBegins : it is run again",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT);
          rollout.start("test");
          assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
          assertThat(scene.sent("/stages/test/tasks:batchRun")).hasSize(1);
        });
    walks.put(
        "StageLeft --> StageLeft : await() says PENDING",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            assertThat(started().await("test", SECOND).state())
                .isEqualTo(RolloutOutcome.State.PENDING);
          }
        });
    walks.put(
        "StageLeft --> StageSettled : await() says DONE",
        () ->
            assertThat(started().await("test", DAY).state()).isEqualTo(RolloutOutcome.State.DONE));
    walks.put(
        "StageLeft --> StageFailed : await() says FAILED",
        () ->
            assertThat(started(1).await("test", DAY).state())
                .isEqualTo(RolloutOutcome.State.FAILED));
  }

  private RolloutHandle started(int... failing) {
    RolloutHandle rollout = scene.rolledOut(PATIENT, failing);
    rollout.start("test");
    return scene.somebodyElse(rollout);
  }
}
