package io.bytebase4j.samples.citool.options;

import io.bytebase4j.gitops.rollout.FailurePolicy;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far a rollout goes, and by which policy. */
public final class StageOptions {
  /** What is wanted before anything is rolled out. */
  enum ApprovalKind {
    NONE,
    ISSUE
  }

  /** What becomes of task runs under way when the tool is told to stop. */
  enum OnSignal {
    CANCEL,
    LEAVE
  }

  @Option(
      names = "--target-stage",
      paramLabel = "STAGE",
      description = "The last stage to roll out, such as environments/test or test.")
  private @Nullable String targetStage;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = GoDuration.class,
      description = "The longest wait for one stage, such as 30m; the tasks go on after it.")
  private @Nullable Duration deadline;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "0",
      description = "How often a task that failed is run again, after 10 s, 20 s and so on.")
  private int retries;

  @Option(
      names = "--on-signal",
      paramLabel = "WHAT",
      defaultValue = "cancel",
      description = "cancel or leave what is under way at SIGTERM or SIGINT; ${DEFAULT-VALUE}.")
  private OnSignal onSignal = OnSignal.CANCEL;

  @Option(
      names = "--approval",
      paramLabel = "KIND",
      defaultValue = "none",
      description =
          "none, or issue: a Bytebase issue has to be approved before there is a "
              + "rollout; ${DEFAULT-VALUE} by default.")
  private ApprovalKind approval = ApprovalKind.NONE;

  @Option(
      names = "--approval-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = GoDuration.class,
      description = "How long to wait for it, then it ends with 4; ${DEFAULT-VALUE} by default.")
  private Duration approvalTimeout = Duration.ofSeconds(10);

  /** The last stage to roll out, if one is named. */
  public Optional<String> targetStage() {
    return Optional.ofNullable(targetStage).filter(stage -> !stage.isBlank());
  }

  /** Whether a signal cancels what is under way. */
  public boolean cancelsOnSignal() {
    return onSignal == OnSignal.CANCEL;
  }

  /** The approval that is wanted before there is a rollout. */
  public ApprovalPolicy approval() {
    return approval == ApprovalKind.NONE
        ? ApprovalPolicy.none()
        : ApprovalPolicy.byIssue(request -> request.withTimeout(approvalTimeout));
  }

  /** Sets the policy for all stages. */
  public RolloutHandle applyTo(RolloutHandle rollout) {
    StagePolicy policy = StagePolicy.standard();
    if (deadline != null) {
      policy = policy.withTimeout(deadline);
    }
    if (retries > 0) {
      policy = policy.onFailure(FailurePolicy.retry(retries, Duration.ofSeconds(10)));
    }
    return rollout.withPolicy(policy);
  }
}
