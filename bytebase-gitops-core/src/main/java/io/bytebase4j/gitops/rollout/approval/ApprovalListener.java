package io.bytebase4j.gitops.rollout.approval;

/**
 * Hears how an approval goes on, on the thread that waits. What it throws is logged, and changes
 * nothing.
 */
@FunctionalInterface
public interface ApprovalListener {
  /** Hears nothing. */
  ApprovalListener NONE = change -> {};

  /**
   * The status is another than before; also told once when the wait begins.
   *
   * @param change what was seen
   */
  void statusChanged(ApprovalChange change);
}
