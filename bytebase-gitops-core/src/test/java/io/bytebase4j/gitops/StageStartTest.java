package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutWaitTimeoutException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting without waiting, and waiting for an approval while the server can't be asked. */
class StageStartTest {
  private final PathScene scene = new PathScene();

  @BeforeEach
  void begin() {
    scene.begin();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theTimeOfAnApprovalIsNotThatOfTheStageThoughALookFails() {
    int[] asked = {0};
    RolloutHandle rollout =
        scene.rolledOut(
            StagePolicy.standard()
                .withTimeout(Duration.ofSeconds(1))
                .withApproval(
                    ApprovalPolicy.byGate(
                            question -> {
                              if (++asked[0] == 12) {
                                scene.nextLookFails(503, 14);
                              }
                              return asked[0] < 20
                                  ? ApprovalDecision.pending()
                                  : ApprovalDecision.approved("jane", "");
                            })
                        .withTimeout(Duration.ofDays(1))));

    assertThat(rollout.withPolicy("prod", PathScene.PATIENT).status().stages()).isNotEmpty();
    rollout.start("test");
    int before = asked[0];
    assertThat(before).isEqualTo(1);
    assertThat(scene.events(RolloutEvent.TasksStarting.class)).isEmpty();

    runUntilStarted(rollout);

    assertThat(asked[0]).isEqualTo(20);
    assertThat(scene.events(RolloutEvent.LookFailed.class)).isNotEmpty();
  }

  /** The stage's own second passes by the scene's clock while PostgreSQL is at work. */
  private static void runUntilStarted(RolloutHandle rollout) {
    try {
      rollout.runStage("test");
    } catch (RolloutWaitTimeoutException e) {
      assertThat(e.progress().stage()).isNotNull();
      assertThat(e.progress().stage().isUnderWay()).isTrue();
    }
  }

  @Test
  void aStartThatTheServerMayNotHaveGotIsAnError() {
    RolloutHandle rollout = scene.rolledOut(PathScene.PATIENT);
    scene
        .faults()
        .next(1, "POST", ".*tasks:batchRun")
        .answer(503, "{\"code\":14,\"message\":\"no\"}");

    assertThatExceptionOfType(OutcomeUnknownException.class)
        .isThrownBy(() -> rollout.start("test"));
    assertThat(rollout.start("test")).isNotEmpty();
  }

  @Test
  void aStartThatTheServerRefusesIsAnError() {
    RolloutHandle rollout = scene.rolledOut(PathScene.PATIENT);
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.TasksStarting) {
            scene.somebodyElse(rollout).skip(scene.target(0), "by hand");
          }
        });

    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(() -> rollout.start("test"));
    assertThat(rollout.status().stage("test").isUnderWay()).isFalse();
  }
}
