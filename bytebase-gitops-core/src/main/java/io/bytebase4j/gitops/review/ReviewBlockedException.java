package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.GitOpsException;
import io.bytebase4j.gitops.common.Severity;
import java.util.stream.Collectors;

/** A review found errors, or could not look at everything. Nothing was released. */
public final class ReviewBlockedException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient ReviewReport report;

  ReviewBlockedException(ReviewReport report) {
    super(describe(report));
    this.report = report;
  }

  private static String describe(ReviewReport report) {
    StringBuilder text = new StringBuilder("the review does not pass:");
    text.append(
        report.findings().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(
                finding ->
                    "\n  %s: %s [%s]"
                        .formatted(finding.location(), finding.content(), finding.title()))
            .collect(Collectors.joining()));
    for (String target : report.incompleteTargets()) {
      text.append("\n  ")
          .append(target)
          .append(": the server stopped looking at its limit; mend the findings and ask again");
    }
    return text.toString();
  }

  /**
   * The report.
   *
   * @return all findings
   */
  public ReviewReport report() {
    return report;
  }
}
