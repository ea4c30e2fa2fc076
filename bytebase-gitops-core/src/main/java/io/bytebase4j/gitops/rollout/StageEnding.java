package io.bytebase4j.gitops.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a run of a stage ends before its stage does, and how far the cancelling that comes with it
 * has got. Used by one thread at a time.
 */
final class StageEnding {
  private final @Nullable Exception interrupt;
  private final Instant settledBy;
  private final List<String> cancelledRuns = new ArrayList<>();
  private boolean cancelled;

  private StageEnding(@Nullable Exception interrupt, Instant settledBy) {
    this.interrupt = interrupt;
    this.settledBy = settledBy;
  }

  static StageEnding timeout() {
    return new StageEnding(null, Instant.MAX);
  }

  static StageEnding interrupt(Exception cause) {
    return new StageEnding(cause, Instant.MAX);
  }

  StageEnding settlingUntil(Instant time) {
    return new StageEnding(interrupt, time);
  }

  Instant settledBy() {
    return settledBy;
  }

  boolean hasCancelled() {
    return cancelled;
  }

  void hasCancelledOnce() {
    cancelled = true;
  }

  /** These are about to be cancelled; the answer to that may be lost. */
  void cancelling(List<String> runs) {
    cancelledRuns.addAll(runs);
  }

  List<String> cancelledRuns() {
    return cancelledRuns;
  }

  RolloutWaitException exception(RolloutWaitException.Progress progress) {
    return interrupt == null
        ? new RolloutWaitTimeoutException(progress)
        : new RolloutWaitInterruptedException(progress, interrupt);
  }

  /** The exception where the cancelling itself has failed. */
  RolloutWaitException exception(RolloutWaitException.Progress progress, Exception fault) {
    RolloutWaitException exception = exception(progress);
    exception.addSuppressed(fault);
    return exception;
  }
}
