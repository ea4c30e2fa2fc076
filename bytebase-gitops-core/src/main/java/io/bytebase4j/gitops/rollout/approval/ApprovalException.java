package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.gitops.common.GitOpsException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no approval, so nothing was started. Waiting again goes on where this wait stopped. */
public abstract class ApprovalException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient Progress progress;

  ApprovalException(String what, Progress progress, @Nullable Throwable cause) {
    super(what + ": " + progress);
    this.progress = progress;
    if (cause != null) {
      initCause(cause);
    }
  }

  /**
   * How far a wait got.
   *
   * @param question what was asked for
   * @param issue the issue that asks; empty where none does
   * @param lastStatus the status that was last seen, as the server tells it; empty if none was
   * @param elapsed how long the wait was
   * @param polls how many times the status was asked for
   * @param lastError the last fault that the wait lived through; null if there was none
   */
  public record Progress(
      ApprovalQuestion question,
      String issue,
      String lastStatus,
      Duration elapsed,
      int polls,
      @Nullable Exception lastError) {
    @Override
    public String toString() {
      return "approval of %s%s after %s and %d polls; last status: %s%s"
          .formatted(
              question,
              issue.isEmpty() ? "" : " by " + issue,
              elapsed,
              polls,
              lastStatus.isEmpty() ? "none" : Texts.line(lastStatus),
              lastError == null ? "" : "; last error: " + lastError.getMessage());
    }
  }

  /**
   * How far the wait got.
   *
   * @return the last that was seen
   */
  public Progress progress() {
    return progress;
  }

  /**
   * The last fault that the wait lived through.
   *
   * @return the fault, if there was one
   */
  public Optional<Exception> lastError() {
    return Optional.ofNullable(progress.lastError());
  }
}
