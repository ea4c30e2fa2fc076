package io.bytebase4j.gitops.rollout.approval;

/** The time was over before anybody decided. The issue, if there is one, stays open. */
public final class ApprovalTimeoutException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  ApprovalTimeoutException(String hint, Progress progress) {
    super("time ran out before anybody decided" + hint, progress, progress.lastError());
  }
}
