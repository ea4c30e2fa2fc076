package io.bytebase4j.gitops.rollout;

/**
 * The waiting thread was interrupted; its interrupt flag is set again. Nothing was cancelled,
 * unless the policy says so: the runs that were are in {@link #progress()}.
 */
public final class RolloutWaitInterruptedException extends RolloutWaitException {
  private static final long serialVersionUID = 1L;

  RolloutWaitInterruptedException(Progress progress, Exception cause) {
    super("interrupted while waiting for", progress, cause);
  }
}
