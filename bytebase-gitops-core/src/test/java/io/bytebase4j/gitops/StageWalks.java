package io.bytebase4j.gitops;

import static io.bytebase4j.gitops.PathScene.PATIENT;
import static io.bytebase4j.gitops.PathScene.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebase4j.gitops.PathWalks.Walk;
import io.bytebase4j.gitops.rollout.FailurePolicy;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutEvent.ApprovalChanged;
import io.bytebase4j.gitops.rollout.RolloutEvent.LookFailed;
import io.bytebase4j.gitops.rollout.RolloutEvent.RunsCancelling;
import io.bytebase4j.gitops.rollout.RolloutEvent.StageEnded;
import io.bytebase4j.gitops.rollout.RolloutEvent.TaskChanged;
import io.bytebase4j.gitops.rollout.RolloutEvent.TasksSkipping;
import io.bytebase4j.gitops.rollout.RolloutEvent.TasksStarting;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StageOrderException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.gitops.rollout.TimeWindow;
import io.bytebase4j.gitops.rollout.UnknownStageException;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Walks over the edges of a stage that comes to its end while it is waited for. */
final class StageWalks {
  private static final Duration A_WHILE = Duration.ofMinutes(10);
  private static final String START = "/stages/test/tasks:batchRun";

  private final PathScene scene;
  private final Map<String, Walk> walks = new LinkedHashMap<>();

  private StageWalks(PathScene scene) {
    this.scene = scene;
  }

  static Map<String, Walk> of(PathScene scene) {
    StageWalks walks = new StageWalks(scene);
    walks.begin();
    walks.approve();
    walks.overtake();
    walks.run();
    walks.runOut();
    walks.goOn();
    return walks.walks;
  }

  private static StageFailedException failure(RolloutHandle rollout) {
    return catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));
  }

  private void begin() {
    walks.put(
        "RolledOut --> StageBegins : a stage is to be run",
        () -> {
          scene.rolledOut(PATIENT).runStage("test");
          assertThat(scene.events().subList(0, 2))
              .allSatisfy(
                  event ->
                      assertThat(((TaskChanged) event).task().status())
                          .isEqualTo(TaskStatus.NOT_STARTED));
        });
    walks.put(
        "StageBegins --> RolledOut : there is no such stage, or it is not its turn",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT);
          assertThatExceptionOfType(UnknownStageException.class)
              .isThrownBy(() -> rollout.runStage("tset"));
          assertThatExceptionOfType(StageOrderException.class)
              .isThrownBy(() -> rollout.runStage("prod"));
          assertThat(scene.sent(":batchRun")).isEmpty();
        });
    walks.put(
        "StageBegins --> StageRunning : tasks are started, or under way",
        () -> {
          scene.rolledOut(PATIENT).runStage("test");
          assertThat(scene.events(TasksStarting.class))
              .singleElement()
              .satisfies(starting -> assertThat(starting.tasks()).hasSize(2));
          assertThat(scene.sent(START)).hasSize(1);
        });
    walks.put(
        "StageBegins --> StageLeft : start() does not wait",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            RolloutHandle rollout = scene.rolledOut(PATIENT);
            rollout.start("test");
            assertThat(rollout.status().stage("test").isUnderWay()).isTrue();
          }
        });
    walks.put(
        "StageBegins --> StageFailed : the time window is over",
        () -> {
          RolloutHandle rollout =
              scene.rolledOut(PATIENT.withTimeWindow(TimeWindow.until(scene.now())));
          assertThat(failure(rollout).notStarted()).hasSize(2);
          assertThat(scene.sent(START)).isEmpty();
        });
    walks.put(
        "StageBegins --> StageSettled : nothing is left to run",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT);
          rollout.skip(scene.target(0), "not here");
          rollout.skip(scene.target(1), "nor here");
          assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
          assertThat(scene.sent(START)).isEmpty();
        });
  }

  /** A rollout whose approver is asked at each look, with how often that was before. */
  private RolloutHandle gated(Function<Integer, ApprovalDecision> approver, int... failing) {
    return gated(approver, PATIENT, failing);
  }

  private RolloutHandle gated(
      Function<Integer, ApprovalDecision> approver, StagePolicy policy, int... failing) {
    List<ApprovalQuestion> asked = new ArrayList<>();
    return scene.rolledOut(
        policy.withApproval(
            ApprovalPolicy.byGate(
                question -> {
                  assertThat(scene.events(TasksStarting.class)).isEmpty();
                  asked.add(question);
                  return approver.apply(asked.size() - 1);
                })),
        failing);
  }

  private static ApprovalDecision second(int asked) {
    return asked == 0 ? ApprovalDecision.pending() : ApprovalDecision.approved("jane", "");
  }

  private List<String> approvals() {
    return scene.events(ApprovalChanged.class).stream().map(ApprovalChanged::status).toList();
  }

  private void approve() {
    walks.put(
        "StageBegins --> StageAwaitingApproval : its policy wants an approval",
        () -> {
          gated(StageWalks::second).runStage("test");
          assertThat(approvals().get(0)).isEqualTo("PENDING");
        });
    walks.put(
        "StageAwaitingApproval --> StageAwaitingApproval : undecided",
        () -> {
          gated(asked -> second(asked / 3)).runStage("test");
          assertThat(approvals()).containsExactly("PENDING", "APPROVED");
        });
    walks.put(
        "StageAwaitingApproval --> StageRunning : approved",
        () -> {
          gated(StageWalks::second).runStage("test");
          assertThat(scene.events().stream().dropWhile(event -> !isApproved(event)))
              .hasAtLeastOneElementOfType(TasksStarting.class);
        });
    walks.put(
        "StageAwaitingApproval --> RolledOut : ApprovalException",
        () -> {
          RolloutHandle rollout = gated(asked -> ApprovalDecision.rejected("joe", "not today"));
          assertThatExceptionOfType(ApprovalRejectedException.class)
              .isThrownBy(() -> rollout.runStage("test"));
          assertThat(scene.sent(START)).isEmpty();
        });
    walks.put(
        "StageAwaitingApproval --> StageSettled : somebody else got it done",
        () -> {
          List<RolloutHandle> rollouts = new ArrayList<>();
          RolloutHandle rollout =
              gated(
                  asked -> {
                    scene.somebodyElse(rollouts.get(0)).runStage("test");
                    return ApprovalDecision.pending();
                  });
          rollouts.add(rollout);
          assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
          assertThat(scene.events(TasksStarting.class)).isEmpty();
        });
    walks.put(
        "StageAwaitingApproval --> StageFailed : somebody else ran it, and it failed",
        () -> {
          List<RolloutHandle> rollouts = new ArrayList<>();
          RolloutHandle rollout =
              gated(
                  asked -> {
                    assertThat(failure(scene.somebodyElse(rollouts.get(0)))).isNotNull();
                    return ApprovalDecision.pending();
                  },
                  0);
          rollouts.add(rollout);
          assertThat(failure(rollout).failures()).hasSize(1);
          assertThat(scene.events(TasksStarting.class)).isEmpty();
        });
  }

  private void overtake() {
    walks.put(
        "StageAwaitingApproval --> StageRunning : somebody else started it",
        () -> {
          try (PathScene.Lock lock = scene.lock(1)) {
            List<RolloutHandle> rollouts = new ArrayList<>();
            RolloutHandle rollout =
                gated(
                    asked -> {
                      scene.somebodyElse(rollouts.get(0)).start("test");
                      return ApprovalDecision.pending();
                    });
            rollouts.add(rollout);
            rollout.listen(
                event -> {
                  if (event instanceof TaskChanged change && change.task().status().isUnderWay()) {
                    lock.release();
                  }
                });
            assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
            assertThat(approvals()).containsExactly("PENDING");
            assertThat(scene.sent(START)).hasSize(1);
          }
        });
    walks.put(
        "StageAwaitingApproval --> StageFailed : the time window is over",
        () -> {
          TimeWindow soon = TimeWindow.until(scene.now().plus(A_WHILE));
          RolloutHandle rollout =
              gated(
                  asked -> {
                    scene.pass(A_WHILE);
                    return ApprovalDecision.pending();
                  },
                  PATIENT.withTimeWindow(soon));
          assertThat(failure(rollout).notStarted()).hasSize(2);
          assertThat(scene.sent(START)).isEmpty();
        });
  }

  private static boolean isApproved(RolloutEvent event) {
    return event instanceof ApprovalChanged change && change.status().equals("APPROVED");
  }

  /** Does something when tasks are first started. */
  private void atFirstStart(RolloutHandle rollout, Runnable action) {
    rollout.listen(
        event -> {
          if (event instanceof TasksStarting && scene.events(TasksStarting.class).size() == 1) {
            action.run();
          }
        });
  }

  private void atFirstEnd(RolloutHandle rollout, Runnable action) {
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.TaskChanged change
              && change.task().status() == TaskStatus.DONE) {
            action.run();
          }
        });
  }

  private void run() {
    walks.put(
        "StageRunning --> StageRunning : the next tasks are started",
        () -> {
          scene.rolledOut(PATIENT.withCanary(1)).runStage("test");
          assertThat(scene.events(TasksStarting.class))
              .extracting(starting -> starting.tasks().get(0).target())
              .containsExactly(scene.target(0), scene.target(1));
        });
    walks.put(
        "StageRunning --> StageRunning : a look fails, which may pass",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT);
          atFirstStart(rollout, () -> scene.nextLookFails(503, 14));
          assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
          assertThat(scene.events(LookFailed.class)).hasSize(1);
        });
    walks.put(
        "StageRunning --> StageRunning : what failed is skipped, by policy",
        () -> {
          StagePolicy policy = PATIENT.onFailure(FailurePolicy.skip("old")).withParallelism(1);
          assertThat(statuses(scene.rolledOut(policy, 0).runStage("test").stage()))
              .containsExactly(TaskStatus.SKIPPED, TaskStatus.DONE);
          assertThat(scene.events(TasksSkipping.class)).hasSize(1);
        });
    walks.put(
        "StageRunning --> StageRunning : too much failed, and waiting runs are cancelled",
        () -> {
          RolloutHandle rollout =
              scene.rolledOut(PATIENT.withParallelism(1).cancelPendingOnFailure(), 0);
          atFirstStart(rollout, () -> scene.schedule(rollout, 1));
          assertThat(statuses(failure(rollout).stage()))
              .containsExactly(TaskStatus.FAILED, TaskStatus.CANCELED);
          assertThat(scene.events(RunsCancelling.class)).hasSize(1);
        });
    walks.put(
        "StageRunning --> StageSettled : all tasks are done or skipped",
        () -> {
          scene.rolledOut(PATIENT).runStage("test");
          List<RolloutEvent> events = scene.events();
          StageEnded ended = (StageEnded) events.get(events.size() - 1);
          assertThat(ended.state().isSettled()).isTrue();
        });
    walks.put(
        "StageRunning --> StageFailed : a task stays failed or cancelled",
        () -> {
          StageFailedException failed = failure(scene.rolledOut(PATIENT.withParallelism(1), 0));
          assertThat(failed.failures()).hasSize(1);
          assertThat(failed.notStarted()).hasSize(1);
          assertThat(scene.events(StageEnded.class)).hasSize(1);
        });
  }

  private void runOut() {
    walks.put(
        "StageRunning --> StageFailed : the time window is over",
        () -> {
          TimeWindow soon = TimeWindow.until(scene.now().plus(A_WHILE));
          RolloutHandle rollout = scene.rolledOut(PATIENT.withParallelism(1).withTimeWindow(soon));
          // Not while the first waits for its turn: it would be cancelled then.
          atFirstEnd(rollout, () -> scene.pass(A_WHILE));
          StageFailedException failed = failure(rollout);
          assertThat(failed.failures()).isEmpty();
          assertThat(failed.notStarted()).hasSize(1);
        });
  }

  private void goOn() {
    walks.put(
        "StageFailed --> StageBegins : it is run again",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT, 0);
          assertThat(failure(rollout).failures()).hasSize(1);
          scene.mend(0);
          assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
          assertThat(scene.events(TasksStarting.class).get(1).tasks())
              .singleElement()
              .satisfies(task -> assertThat(task.target()).isEqualTo(scene.target(0)));
        });
    walks.put(
        "StageFailed --> StageSettled : what failed is skipped",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT, 1);
          assertThat(failure(rollout).failures()).hasSize(1);
          rollout.skip(scene.target(1), "mended by hand");
          assertThat(rollout.status().stage("test").isSettled()).isTrue();
        });
    walks.put(
        "StageSettled --> RolledOut : it is the next stage's turn",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT);
          rollout.runStage("test");
          rollout.runStage("prod");
          assertThat(scene.events(TasksStarting.class))
              .extracting(TasksStarting::stage)
              .containsExactly("test", "prod");
        });
    walks.put(
        "StageSettled --> [*] : it was the last stage",
        () -> {
          RolloutHandle rollout = scene.rolledOut(PATIENT);
          rollout.runAll();
          int starts = scene.sent(":batchRun").toList().size();
          assertThat(rollout.runAll().stages())
              .hasSize(2)
              .allMatch(stage -> stage.stage().isSettled());
          assertThat(scene.sent(":batchRun")).hasSize(starts);
        });
  }
}
