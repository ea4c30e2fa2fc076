package io.bytebase4j.samples.citool.result;

import io.bytebase4j.client.BadResponseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.CircuitOpenException;
import io.bytebase4j.client.CredentialsException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ResourceExhaustedException;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.gitops.ci.OidcTokenException;
import io.bytebase4j.gitops.migration.InvalidMigrationsException;
import io.bytebase4j.gitops.migration.ScanInterruptedException;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.review.ReviewBlockedException;
import io.bytebase4j.gitops.review.ReviewInterruptedException;
import io.bytebase4j.gitops.review.ReviewTimeoutException;
import io.bytebase4j.gitops.rollout.NothingToRollOutException;
import io.bytebase4j.gitops.rollout.RolloutWaitInterruptedException;
import io.bytebase4j.gitops.rollout.RolloutWaitTimeoutException;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StageOrderException;
import io.bytebase4j.gitops.rollout.UnknownStageException;
import io.bytebase4j.gitops.rollout.approval.ApprovalForbiddenException;
import io.bytebase4j.gitops.rollout.approval.ApprovalInterruptedException;
import io.bytebase4j.gitops.rollout.approval.ApprovalRejectedException;
import io.bytebase4j.gitops.rollout.approval.ApprovalTimeoutException;
import java.util.List;
import java.util.Map;

/** How a run of the tool ended, for the shell. The numbers stay what they are. */
public enum ExitCode {
  /** All that was asked for is done. */
  OK(0, "done as asked"),
  /** What none of the others stands for. */
  FAILED(1, "failed for another reason; the text says which"),
  /** The command line or a variable is not right; nothing was sent that changes anything. */
  USAGE(2, "the command line is not right"),
  /** The change is not to go on: its files can't be used, or its review says no. */
  REVIEW_BLOCKED(3, "the files can't be used, or the review stops the change"),
  /** An approval is still to be given, or the rollout is not at its end. */
  PENDING(4, "an approval is missing, or the rollout is not done"),
  /** The approval was refused. */
  REJECTED(5, "the approval was refused"),
  /** A migration failed. */
  TASK_FAILED(6, "tasks of the rollout failed"),
  /** The time given was over; what is under way goes on at the server. */
  DEADLINE(7, "the time was over"),
  /** The tool was told to stop, or task runs were cancelled. */
  CANCELLED(8, "stopped by a signal, or task runs were cancelled"),
  /** Sign-in failed, or the account lacks a permission. */
  ACCESS_DENIED(9, "sign-in or a permission was refused"),
  /** The server could not be reached, or gave no sensible answer. */
  UNREACHABLE(10, "the server could not be reached");

  private static final Map<ExitCode, List<Class<? extends RuntimeException>>> CAUSES =
      Map.of(
          OK,
          List.of(NothingToRollOutException.class),
          USAGE,
          List.of(
              UnknownStageException.class,
              StageOrderException.class,
              IllegalArgumentException.class),
          REVIEW_BLOCKED,
          List.of(InvalidMigrationsException.class, ReviewBlockedException.class),
          PENDING,
          List.of(ApprovalTimeoutException.class),
          REJECTED,
          List.of(ApprovalRejectedException.class),
          TASK_FAILED,
          List.of(StageFailedException.class),
          DEADLINE,
          List.of(RolloutWaitTimeoutException.class, ReviewTimeoutException.class),
          CANCELLED,
          List.of(
              RolloutWaitInterruptedException.class,
              ApprovalInterruptedException.class,
              ReviewInterruptedException.class,
              ScanInterruptedException.class,
              CallInterruptedException.class),
          ACCESS_DENIED,
          List.of(
              UnauthenticatedException.class,
              PermissionDeniedException.class,
              CredentialsException.class,
              OidcTokenException.class,
              ApprovalForbiddenException.class),
          UNREACHABLE,
          List.of(
              TransportException.class,
              UnavailableException.class,
              ResourceExhaustedException.class,
              BadResponseException.class,
              CircuitOpenException.class,
              DeadlineExceededException.class));

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the shell gets. */
  public int number() {
    return number;
  }

  /** What it stands for, for the help. */
  public String meaning() {
    return meaning;
  }

  /** The code for what ended a run. */
  public static ExitCode of(Throwable failure) {
    return CAUSES.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(kind -> kind.isInstance(failure)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(FAILED);
  }

  /** The code for how a rollout stands at the end. */
  public static ExitCode of(RolloutOutput.Outcome outcome) {
    return switch (outcome) {
      case DONE -> OK;
      case FAILED -> TASK_FAILED;
      case CANCELED -> CANCELLED;
      case REJECTED -> REJECTED;
      case PENDING -> PENDING;
    };
  }
}
