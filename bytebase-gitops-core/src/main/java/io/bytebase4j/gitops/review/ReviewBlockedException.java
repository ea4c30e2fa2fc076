package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.GitOpsException;

/** A review's verdict is that the change may not go on. Nothing was released. */
public final class ReviewBlockedException extends GitOpsException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_LINES = 20;

  private final transient ReviewVerdict verdict;

  ReviewBlockedException(ReviewVerdict verdict) {
    super(describe(verdict));
    this.verdict = verdict;
  }

  private static String describe(ReviewVerdict verdict) {
    StringBuilder text = new StringBuilder("the review does not pass:");
    for (ReviewVerdict.Reason reason : verdict.reasons()) {
      text.append("\n  ").append(reason.message());
      reason.findings().stream()
          .limit(MOST_LINES)
          .forEach(
              finding ->
                  text.append(
                      "\n    %s: %s [%s]"
                          .formatted(finding.location(), finding.content(), finding.title())));
      int more = reason.findings().size() - MOST_LINES;
      if (more > 0) {
        text.append("\n    and ").append(more).append(" more");
      }
    }
    return text.toString();
  }

  /**
   * What led to it.
   *
   * @return the verdict, with every finding
   */
  public ReviewVerdict verdict() {
    return verdict;
  }

  /**
   * What was judged.
   *
   * @return the report
   */
  public ReviewReport report() {
    return verdict.report();
  }
}
