package io.bytebase4j.gitops.rollout;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a run of a stage ends before its stage does, and how far the cancelling that comes with it
 * has got. Used by one thread at a time.
 */
final class StageEnding {
  private final @Nullable Exception interrupt;
  private final Instant settledBy;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> accepted = new LinkedHashSet<>();
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

  /** These are about to be cancelled; the answer to that may be lost, or be a refusal. */
  void cancelling(Collection<String> runs) {
    asked.addAll(runs);
  }

  /** The server has taken it upon itself to cancel these, after all that were found active. */
  void cancelled(Collection<String> runs) {
    accepted.addAll(runs);
    cancelled = true;
  }

  /** Whether a run is yet to be cancelled, for all that is known. */
  boolean isToBeCancelled(String run) {
    return !accepted.contains(run);
  }

  List<String> cancelledRuns() {
    return List.copyOf(asked);
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
