package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What a review found, over all targets. Immutable. The same answers of the server give the same
 * report, in the same order.
 *
 * @param project the project
 * @param reviewedAt when the review began
 * @param files the paths of the files that were to be reviewed, in order of versions
 * @param targets how far the review of each target got, in the order of the request
 * @param findings all findings: errors first, then by file and place
 * @param notes what else a reader should know, such as custom rules that brought no finding
 */
public record ReviewReport(
    String project,
    Instant reviewedAt,
    List<String> files,
    List<TargetReview> targets,
    List<ReviewFinding> findings,
    List<String> notes) {

  /**
   * Copies the lists.
   *
   * @param project the project
   * @param reviewedAt when the review began
   * @param files the paths of the files that were to be reviewed, in order of versions
   * @param targets how far the review of each target got, in the order of the request
   * @param findings all findings: errors first, then by file and place
   * @param notes what else a reader should know, such as custom rules that brought no finding
   */
  public ReviewReport {
    files = List.copyOf(files);
    targets = List.copyOf(targets);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
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
   * Whether every file is accounted for on every target.
   *
   * @return false if there may be more to find
   */
  public boolean isComplete() {
    return targets.stream().allMatch(TargetReview::isComplete);
  }

  /**
   * The targets for which there may be more to find.
   *
   * @return empty if the review is complete
   */
  public List<TargetReview> incompleteTargets() {
    return targets.stream().filter(target -> !target.isComplete()).toList();
  }

  /**
   * The rows that would change on all targets together, as the server estimates them.
   *
   * @return zero or more
   */
  public long affectedRows() {
    return targets.stream().mapToLong(TargetReview::affectedRows).sum();
  }

  /**
   * The highest risk on any target.
   *
   * @return {@link RiskLevel#NONE} where the server gave none
   */
  public RiskLevel riskLevel() {
    return RiskLevel.highest(targets.stream().map(TargetReview::riskLevel));
  }

  /**
   * The same by file, over all databases.
   *
   * @return one for each file, in order of versions
   */
  public List<FileReview> byFile() {
    return new FileTotals(this).inOrder();
  }

  /**
   * Judges the report by a policy.
   *
   * @param policy the policy
   * @return whether the change may go on, and why
   */
  public ReviewVerdict judgedBy(ReviewPolicy policy) {
    return policy.judge(this);
  }

  /**
   * Whether the change may go on by the standard policy: no errors, and nothing left unseen.
   *
   * @return the verdict of {@link ReviewPolicy#standard}
   */
  public boolean passed() {
    return judgedBy(ReviewPolicy.standard()).passed();
  }

  /**
   * Requires that the change may go on by the standard policy.
   *
   * @return this report
   * @throws ReviewBlockedException if {@link #passed} is false
   */
  public ReviewReport requirePassed() {
    judgedBy(ReviewPolicy.standard()).requirePassed();
    return this;
  }
}
