package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalQuestion;
import io.bytebase4j.gitops.rollout.approval.ApprovalWait;
import io.bytebase4j.gitops.rollout.approval.Approvals;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The approval that a stage waits for before it is run. Used by one thread at a time. */
final class StageApproval {
  private final Approvals approvals;
  private final ApprovalPolicy.ByGate policy;
  private final Clock clock;
  private final RolloutEvents events;
  private @Nullable ApprovalWait wait;
  private boolean given;

  StageApproval(
      Approvals approvals, ApprovalPolicy.ByGate policy, Clock clock, RolloutEvents events) {
    this.approvals = approvals;
    this.policy = policy;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Asks whether the stage is approved. What it throws ends the run.
   *
   * @return how long to wait until it is asked again; null if it is approved
   */
  @Nullable Duration look(String rollout, StageState stage) {
    if (given) {
      return null;
    }
    if (wait == null) {
      wait = begin(rollout, stage);
    }
    Duration next = wait.look();
    given = next == null;
    return next;
  }

  private ApprovalWait begin(String rollout, StageState stage) {
    String release = stage.tasks().stream().map(TaskState::release).findFirst().orElse("");
    return approvals.begin(
        policy.withListener(
            change -> {
              policy.listener().statusChanged(change);
              events.emit(
                  new RolloutEvent.ApprovalChanged(clock.instant(), stage.id(), change.status()));
            }),
        ApprovalQuestion.beforeStage(rollout, stage.name(), release));
  }

  /** What to throw if the one who waits is interrupted meanwhile; null if nothing is waited for. */
  @Nullable RuntimeException interrupted(Exception cause) {
    return wait == null || given ? null : wait.interrupted(cause);
  }
}
