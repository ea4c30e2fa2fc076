package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import java.util.List;

/**
 * What a review found, over all targets.
 *
 * @param project the project
 * @param targets the targets that were asked for, in order
 * @param findings all findings: errors first, then by file and line
 * @param affectedRows the rows that would change on all targets together, as the server estimates
 *     them
 * @param riskLevel the highest risk on any target
 * @param incompleteTargets targets on which the server stopped looking because it had found too
 *     much; for them there may be more
 */
public record ReviewReport(
    String project,
    List<String> targets,
    List<ReviewFinding> findings,
    long affectedRows,
    RiskLevel riskLevel,
    List<String> incompleteTargets) {

  /**
   * Copies the lists.
   *
   * @param project the project
   * @param targets the targets that were asked for, in order
   * @param findings all findings: errors first, then by file and line
   * @param affectedRows the rows that would change on all targets together, as the server estimates
   *     them
   * @param riskLevel the highest risk on any target
   * @param incompleteTargets targets on which the server stopped looking because it had found too
   *     much; for them there may be more
   */
  public ReviewReport {
    targets = List.copyOf(targets);
    findings = List.copyOf(findings);
    incompleteTargets = List.copyOf(incompleteTargets);
  }

  /**
   * How many findings are of a severity.
   *
   * @param severity the severity
   * @return zero or more
   */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /**
   * Whether the change may go on: no errors, and nothing left unseen.
   *
   * @return false if there is an error or the review is incomplete
   */
  public boolean passed() {
    return count(Severity.ERROR) == 0 && incompleteTargets.isEmpty();
  }

  /**
   * Requires that the change may go on.
   *
   * @return this report
   * @throws ReviewBlockedException if {@link #passed} is false
   */
  public ReviewReport requirePassed() {
    if (!passed()) {
      throw new ReviewBlockedException(this);
    }
    return this;
  }
}
