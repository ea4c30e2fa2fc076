package io.bytebase4j.gitops.rollout.approval;

/**
 * The server has no approval flow for the plan, so nobody was asked, and nobody approved. It may
 * have made the rollout by itself; the tasks of that wait to be run, unless the rollout policy of
 * their environment is automatic.
 */
public final class ApprovalSkippedException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  ApprovalSkippedException(Progress progress) {
    super(
        "nobody approved, since the server has no approval flow for this plan; set one up, or allow it with acceptSkipped()",
        progress,
        null);
  }
}
