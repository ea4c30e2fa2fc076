package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wait ended before the stage did. Unless the policy had them cancelled, the tasks go on at the
 * server; run the stage again to go on waiting.
 */
public abstract class RolloutWaitException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient Progress progress;

  RolloutWaitException(String why, Progress progress, @Nullable Throwable cause) {
    super(why + " " + progress);
    this.progress = progress;
    if (cause != null) {
      initCause(cause);
    }
  }

  /**
   * How far a wait got.
   *
   * @param rollout the rollout's name
   * @param stageName the stage, as it was asked for
   * @param stage the stage as it was last seen; null if it never was
   * @param elapsed how long the wait was
   * @param polls how many times the server was asked
   * @param lastError the last fault that the wait lived through; null if there was none
   * @param cancelledRuns names of the task runs that were cancelled because the wait ended
   */
  public record Progress(
      String rollout,
      String stageName,
      @Nullable StageState stage,
      Duration elapsed,
      int polls,
      @Nullable RuntimeException lastError,
      List<String> cancelledRuns) {
    /**
     * Copies the names.
     *
     * @param rollout the rollout's name
     * @param stageName the stage, as it was asked for
     * @param stage the stage as it was last seen; null if it never was
     * @param elapsed how long the wait was
     * @param polls how many times the server was asked
     * @param lastError the last fault that the wait lived through; null if there was none
     * @param cancelledRuns names of the task runs that were cancelled because the wait ended
     */
    public Progress {
      cancelledRuns = List.copyOf(cancelledRuns);
    }

    @Override
    public String toString() {
      return "stage %s of %s after %s and %d polls; last seen: %s%s%s"
          .formatted(
              stageName,
              rollout,
              elapsed,
              polls,
              stage == null ? "nothing" : TaskTexts.of(stage.tasks()),
              cancelledRuns.isEmpty() ? "" : "; cancelled " + cancelledRuns.size() + " runs",
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
  public Optional<RuntimeException> lastError() {
    return Optional.ofNullable(progress.lastError());
  }
}
