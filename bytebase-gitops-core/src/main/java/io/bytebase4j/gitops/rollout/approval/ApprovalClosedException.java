package io.bytebase4j.gitops.rollout.approval;

/**
 * What asked for the approval was closed by somebody: the issue was cancelled, or the plan put
 * away. An approval that was given before does not count any more.
 */
public final class ApprovalClosedException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  ApprovalClosedException(String what, Progress progress) {
    super(what, progress, null);
  }
}
