package io.bytebase4j.gitops.rollout;

/**
 * The waiting thread was interrupted; its interrupt flag is set again. Nothing was cancelled at the
 * server.
 */
public final class RolloutWaitInterruptedException extends RolloutWaitException {
  private static final long serialVersionUID = 1L;

  RolloutWaitInterruptedException(Progress progress, Exception cause) {
    super("interrupted while waiting for", progress, cause);
  }
}
