package io.bytebase4j.gitops.rollout.approval;

import java.time.Duration;

/**
 * An approval that was given. All else that may become of it is an exception.
 *
 * @param outcome how it was given
 * @param question what was asked for
 * @param issue the issue that asked, for example {@code projects/hr/issues/101}; empty where none
 *     did
 * @param by who approved; empty where that is not known: the role for GitOps may not look at issues
 * @param comment what they said; may be empty
 * @param waited how long that took
 */
public record Approval(
    Outcome outcome,
    ApprovalQuestion question,
    String issue,
    String by,
    String comment,
    Duration waited) {
  /** How an approval was given. */
  public enum Outcome {
    /** Somebody approved. */
    APPROVED,
    /** The server wants no approval for this, and the request accepts that: nobody approved. */
    SKIPPED,
    /** The policy wants no approval: nobody was asked. */
    NOT_REQUIRED
  }
}
