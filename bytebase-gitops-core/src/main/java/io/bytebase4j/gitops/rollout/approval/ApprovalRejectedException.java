package io.bytebase4j.gitops.rollout.approval;

/** Somebody refused. */
public final class ApprovalRejectedException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  /** Who refused. */
  private final String by;

  /** Why. */
  private final String reason;

  ApprovalRejectedException(String by, String reason, Progress progress) {
    super(
        "rejected"
            + (by.isEmpty() ? "" : " by " + Texts.line(by))
            + (reason.isEmpty() ? "" : " (" + Texts.line(reason) + ")"),
        progress,
        null);
    this.by = by;
    this.reason = reason;
  }

  /**
   * Who refused.
   *
   * @return a name; empty for an issue, which the role for GitOps may not look at
   */
  public String by() {
    return by;
  }

  /**
   * Why.
   *
   * @return what they said; may be empty
   */
  public String reason() {
    return reason;
  }
}
