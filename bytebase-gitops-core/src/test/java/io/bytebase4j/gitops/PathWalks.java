package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.gitops.migration.InvalidMigrationsException;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseOutcomeUnknownException;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.PlanOutcomeUnknownException;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalException;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import io.bytebase4j.gitops.rollout.approval.ApprovalRequest;
import io.bytebase4j.gitops.rollout.approval.ApprovalSkippedException;
import io.bytebase4j.gitops.rollout.approval.ApprovalTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks over the edges of the path from files to a rollout. */
final class PathWalks {
  /** Drives the code over an edge, and sees that it went there. */
  interface Walk {
    void go() throws Exception;
  }

  private static final String MADE_ROLLOUT = "POST /v1/PLAN/rollout";

  private final PathScene scene;
  private final Map<String, Walk> walks = new LinkedHashMap<>();

  private PathWalks(PathScene scene) {
    this.scene = scene;
  }

  static Map<String, Walk> of(PathScene scene) {
    PathWalks walks = new PathWalks(scene);
    walks.toRelease();
    walks.toPlan();
    walks.toRollout();
    return walks.walks;
  }

  private ReleaseRef release() {
    return scene.gitOps().release(scene.request().release());
  }

  private long releasesAskedFor() {
    return scene.sent().stream()
        .filter(request -> request.startsWith("POST /v1/projects/hr/releases"))
        .count();
  }

  private PlanRef plan() {
    return scene.gitOps().plan(planRequest(release()));
  }

  private PlanRequest planRequest(ReleaseRef release) {
    return PlanRequest.of(release, scene.request().targets());
  }

  private void toRelease() {
    walks.put(
        "[*] --> Files",
        () -> {
          scene.request();
          assertThatExceptionOfType(InvalidMigrationsException.class)
              .isThrownBy(
                  () ->
                      RolloutRequest.of(
                          scene.request().release().project(),
                          MigrationSet.ofContents(
                              Map.of("nameless.sql", MigrationContent.of("SELECT 1;"))),
                          scene.request().targets()));
          assertThat(scene.sent()).isEmpty();
        });
    walks.put(
        "Files --> Released : the release is made",
        () -> {
          assertThat(release().adopted()).isFalse();
          assertThat(releasesAskedFor()).isEqualTo(1);
        });
    walks.put(
        "Files --> Released : the release is found",
        () -> {
          ReleaseRef first = release();
          ReleaseRef again = release();
          assertThat(again.name()).isEqualTo(first.name());
          assertThat(again.adopted()).isTrue();
          assertThat(releasesAskedFor()).isEqualTo(1);
        });
    walks.put(
        "Files --> Files : it can't be told whether it was made",
        () -> {
          ReleaseRequest request = scene.request().release();
          scene.faults().next(9, "POST", "/v1/projects/hr/releases").resetConnection();
          assertThatExceptionOfType(ReleaseOutcomeUnknownException.class)
              .isThrownBy(() -> scene.gitOps().release(request));
          scene.faults().clear();
          assertThat(scene.gitOps().release(request).duplicates()).isEmpty();
        });
  }

  private void toPlan() {
    walks.put(
        "Released --> Planned : the plan is made",
        () -> {
          PlanRef plan = plan();
          assertThat(plan.adopted()).isFalse();
          assertThat(scene.sent(MADE_ROLLOUT)).isEmpty();
        });
    walks.put(
        "Released --> Planned : the plan is found",
        () -> {
          PlanRef first = plan();
          PlanRef again = plan();
          assertThat(again.name()).isEqualTo(first.name());
          assertThat(again.adopted()).isTrue();
          assertThat(again.orphans()).isEmpty();
        });
    walks.put(
        "Released --> Released : it can't be told whether it was made",
        () -> {
          PlanRequest request = planRequest(release());
          scene.faults().next(9, "POST", "/v1/projects/hr/plans").resetConnection();
          assertThatExceptionOfType(PlanOutcomeUnknownException.class)
              .isThrownBy(() -> scene.gitOps().plan(request));
          scene.faults().clear();
          assertThat(scene.gitOps().plan(request).orphans()).isEmpty();
        });
  }

  private void toRollout() {
    walks.put(
        "Planned --> RolledOut : nobody's approval is wanted",
        () -> {
          RolloutHandle rollout = scene.gitOps().rollout(plan());
          assertThat(scene.sent(MADE_ROLLOUT)).hasSize(1);
          assertThat(rollout.status().stages())
              .hasSize(2)
              .allSatisfy(
                  stage ->
                      assertThat(PathScene.statuses(stage)).containsOnly(TaskStatus.NOT_STARTED));
        });
    walks.put(
        "Planned --> AwaitingApproval : an issue is made, or a gate is asked",
        () -> {
          PlanRef plan = plan();
          List<Integer> rolloutsBefore = new ArrayList<>();
          scene
              .gitOps()
              .rollout(
                  plan,
                  ApprovalPolicy.byGate(
                      question -> {
                        assertThat(question.plan()).isEqualTo(plan.name());
                        rolloutsBefore.add(scene.sent(MADE_ROLLOUT).toList().size());
                        return ApprovalDecision.approved("jane", "");
                      }));
          assertThat(rolloutsBefore).containsExactly(0);
        });
    walks.put(
        "AwaitingApproval --> AwaitingApproval : undecided",
        () -> {
          List<String> asked = new ArrayList<>();
          scene
              .gitOps()
              .rollout(
                  plan(),
                  ApprovalPolicy.byGate(
                      question -> {
                        asked.add(question.plan());
                        return asked.size() < 3
                            ? ApprovalDecision.pending()
                            : ApprovalDecision.approved("jane", "");
                      }));
          assertThat(asked).hasSize(3);
        });
    walks.put(
        "AwaitingApproval --> RolledOut : approved",
        () -> {
          scene
              .gitOps()
              .rollout(
                  plan(), ApprovalPolicy.byGate(question -> ApprovalDecision.approved("jane", "")));
          assertThat(scene.sent(MADE_ROLLOUT)).hasSize(1);
        });
    walks.put(
        "AwaitingApproval --> RolledOut : the server asks nobody, and acceptSkipped()",
        () -> {
          scene.gitOps().rollout(plan(), ApprovalPolicy.byIssue(ApprovalRequest::acceptSkipped));
          assertThat(scene.sent("/issues")).hasSize(1);
          assertThat(scene.sent(MADE_ROLLOUT)).hasSize(1);
        });
    walks.put(
        "AwaitingApproval --> Planned : ApprovalException",
        () -> {
          PlanRef plan = plan();
          requireNone(
              plan,
              ApprovalPolicy.byGate(question -> ApprovalDecision.rejected("joe", "")),
              ApprovalRejectedException.class);
          requireNone(
              plan,
              ApprovalPolicy.byGate(question -> ApprovalDecision.pending())
                  .withTimeout(Duration.ofSeconds(1)),
              ApprovalTimeoutException.class);
          requireNone(plan, ApprovalPolicy.byIssue(), ApprovalSkippedException.class);
        });
  }

  private void requireNone(
      PlanRef plan, ApprovalPolicy approval, Class<? extends ApprovalException> end) {
    assertThatExceptionOfType(end).isThrownBy(() -> scene.gitOps().rollout(plan, approval));
    assertThat(scene.sent(MADE_ROLLOUT)).isEmpty();
  }
}
