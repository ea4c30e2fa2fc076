package io.bytebase4j.gitops.rollout.approval;

/** What a gate answers. */
public sealed interface ApprovalDecision {
  /** Nobody has decided yet: the gate is asked again. */
  record Pending() implements ApprovalDecision {}

  /**
   * Somebody approves.
   *
   * @param by who; not blank
   * @param comment what they say; may be empty
   */
  record Approved(String by, String comment) implements ApprovalDecision {
    /**
     * Checks that somebody is named.
     *
     * @param by who; not blank
     * @param comment what they say; may be empty
     * @throws IllegalArgumentException if nobody is
     */
    public Approved {
      requireName(by);
    }
  }

  /**
   * Somebody refuses.
   *
   * @param by who; not blank
   * @param reason why; may be empty
   */
  record Rejected(String by, String reason) implements ApprovalDecision {
    /**
     * Checks that somebody is named.
     *
     * @param by who; not blank
     * @param reason why; may be empty
     * @throws IllegalArgumentException if nobody is
     */
    public Rejected {
      requireName(by);
    }
  }

  /**
   * Nobody has decided yet.
   *
   * @return the decision
   */
  static ApprovalDecision pending() {
    return new Pending();
  }

  /**
   * Somebody approves.
   *
   * @param by who; not blank
   * @param comment what they say; may be empty
   * @return the decision
   * @throws IllegalArgumentException if nobody is named
   */
  static ApprovalDecision approved(String by, String comment) {
    return new Approved(by, comment);
  }

  /**
   * Somebody refuses.
   *
   * @param by who; not blank
   * @param reason why; may be empty
   * @return the decision
   * @throws IllegalArgumentException if nobody is named
   */
  static ApprovalDecision rejected(String by, String reason) {
    return new Rejected(by, reason);
  }

  private static void requireName(String by) {
    if (by.isBlank()) {
      throw new IllegalArgumentException("a decision names who made it: by is blank");
    }
  }
}
