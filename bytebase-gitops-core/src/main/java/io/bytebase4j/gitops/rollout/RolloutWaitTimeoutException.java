package io.bytebase4j.gitops.rollout;

/**
 * The time of a wait ran out. Nothing was cancelled, unless the policy says so: the runs that were
 * are in {@link #progress()}.
 */
public final class RolloutWaitTimeoutException extends RolloutWaitException {
  private static final long serialVersionUID = 1L;

  RolloutWaitTimeoutException(Progress progress) {
    super("time ran out while waiting for", progress, progress.lastError());
  }
}
