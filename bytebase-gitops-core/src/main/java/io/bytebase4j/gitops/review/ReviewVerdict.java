package io.bytebase4j.gitops.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a change may go on, and what led to it.
 *
 * @param report what was judged
 * @param reasons why it may not; empty if it may
 * @param waivers the findings that were let pass although they would have stopped it
 * @param notes what else a reader should know, such as an allowance that has ended
 */
public record ReviewVerdict(
    ReviewReport report, List<Reason> reasons, List<Waiver> waivers, List<String> notes) {

  /** The kinds of reasons. */
  public enum Kind {
    /** There are findings. */
    FINDINGS,
    /** The risk is too high. */
    RISK,
    /** Too many rows would change. */
    AFFECTED_ROWS,
    /** The server did not look at everything. */
    INCOMPLETE,
    /** The policy has limits for environments, and that of a target is not known. */
    UNKNOWN_ENVIRONMENT
  }

  /**
   * One reason.
   *
   * @param kind what kind
   * @param message in words, with what to do
   * @param targets where it holds, in the order of the request
   * @param findings the findings, if they are the reason
   */
  public record Reason(
      Kind kind, String message, List<String> targets, List<ReviewFinding> findings) {
    /**
     * Copies the lists.
     *
     * @param kind what kind
     * @param message in words, with what to do
     * @param targets where it holds, in the order of the request
     * @param findings the findings, if they are the reason
     */
    public Reason {
      targets = List.copyOf(targets);
      findings = List.copyOf(findings);
    }
  }

  /**
   * A finding that was let pass.
   *
   * @param finding the finding
   * @param reason why
   * @param lastDay the last day of the allowance; null for a comment in the file
   */
  public record Waiver(ReviewFinding finding, String reason, @Nullable LocalDate lastDay) {
    /**
     * The last day of the allowance.
     *
     * @return the day, or empty for a comment in the file
     */
    public Optional<LocalDate> until() {
      return Optional.ofNullable(lastDay);
    }
  }

  /**
   * Copies the lists.
   *
   * @param report what was judged
   * @param reasons why it may not; empty if it may
   * @param waivers the findings that were let pass although they would have stopped it
   * @param notes what else a reader should know, such as an allowance that has ended
   */
  public ReviewVerdict {
    reasons = List.copyOf(reasons);
    waivers = List.copyOf(waivers);
    notes = List.copyOf(notes);
  }

  /**
   * Whether the change may go on.
   *
   * @return true if there is no reason against it
   */
  public boolean passed() {
    return reasons.isEmpty();
  }

  /**
   * Requires that the change may go on.
   *
   * @return this verdict
   * @throws ReviewBlockedException if it may not
   */
  public ReviewVerdict requirePassed() {
    if (!passed()) {
      throw new ReviewBlockedException(this);
    }
    return this;
  }
}
