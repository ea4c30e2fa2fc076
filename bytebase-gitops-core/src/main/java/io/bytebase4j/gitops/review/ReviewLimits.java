package io.bytebase4j.gitops.review;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a change may do to a target. Begin with {@link #STANDARD}.
 *
 * @param failOn from which severity on a finding stops the change
 * @param maxRisk the highest risk that is let pass; null for any
 * @param maxAffectedRows the most rows that may change on one target; negative for any number
 * @param incompleteAllowed whether the change may go on where the server did not look at everything
 * @param editsAllowed whether the change may go on although a file was edited after it was applied;
 *     the server only warns of that, and then passes over the edit
 */
public record ReviewLimits(
    FailOn failOn,
    @Nullable RiskLevel maxRisk,
    long maxAffectedRows,
    boolean incompleteAllowed,
    boolean editsAllowed) {
  /** Errors, incompleteness and edits of applied files stop a change; risk and rows don't. */
  public static final ReviewLimits STANDARD =
      new ReviewLimits(FailOn.ERROR, null, -1, false, false);

  /**
   * Sets from which severity on a finding stops the change.
   *
   * @param severity the severity
   * @return a copy with the severity
   */
  public ReviewLimits failOn(FailOn severity) {
    return new ReviewLimits(severity, maxRisk, maxAffectedRows, incompleteAllowed, editsAllowed);
  }

  /**
   * Sets the highest risk that is let pass. A risk that this version does not know is higher than
   * any other.
   *
   * @param highest the risk
   * @return a copy with the risk
   */
  public ReviewLimits maxRisk(RiskLevel highest) {
    return new ReviewLimits(failOn, highest, maxAffectedRows, incompleteAllowed, editsAllowed);
  }

  /**
   * Sets the most rows that may change on one target, by the server's estimate.
   *
   * @param most zero or more
   * @return a copy with the number
   * @throws IllegalArgumentException if it is negative
   */
  public ReviewLimits maxAffectedRows(long most) {
    if (most < 0) {
      throw new IllegalArgumentException(
          "maxAffectedRows is " + most + ": it must not be negative");
    }
    return new ReviewLimits(failOn, maxRisk, most, incompleteAllowed, editsAllowed);
  }

  /**
   * Lets the change go on where the server did not look at everything.
   *
   * @return a copy that allows it
   */
  public ReviewLimits allowIncomplete() {
    return new ReviewLimits(failOn, maxRisk, maxAffectedRows, true, editsAllowed);
  }

  /**
   * Lets the change go on although a file was edited after it was applied, as when only a comment
   * was. The edit never runs.
   *
   * @return a copy that allows it
   */
  public ReviewLimits allowEdits() {
    return new ReviewLimits(failOn, maxRisk, maxAffectedRows, incompleteAllowed, true);
  }

  /**
   * The most rows that may change on one target.
   *
   * @return the number, if there is a limit
   */
  public OptionalLong affectedRowsLimit() {
    return maxAffectedRows < 0 ? OptionalLong.empty() : OptionalLong.of(maxAffectedRows);
  }
}
