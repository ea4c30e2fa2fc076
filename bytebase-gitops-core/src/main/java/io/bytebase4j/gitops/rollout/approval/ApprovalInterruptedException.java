package io.bytebase4j.gitops.rollout.approval;

/**
 * The waiting thread was interrupted; its interrupt flag is set again. The issue, if there is one,
 * stays open.
 */
public final class ApprovalInterruptedException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  ApprovalInterruptedException(Progress progress, Exception cause) {
    super("interrupted while waiting", progress, cause);
  }
}
