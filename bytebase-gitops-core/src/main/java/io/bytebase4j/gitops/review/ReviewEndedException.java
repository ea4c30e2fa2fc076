package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.GitOpsException;
import org.jspecify.annotations.Nullable;

/** A review ended before all targets were through. Nothing was changed on the server. */
public abstract class ReviewEndedException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient ReviewReport report;

  ReviewEndedException(String why, ReviewReport report, @Nullable Throwable cause) {
    super(why + ": " + describe(report));
    this.report = report;
    if (cause != null) {
      initCause(cause);
    }
  }

  private static String describe(ReviewReport report) {
    StringBuilder text = new StringBuilder();
    int incomplete = report.incompleteTargets().size();
    text.append(report.targets().size() - incomplete)
        .append(" of ")
        .append(report.targets().size())
        .append(" targets of ")
        .append(report.project())
        .append(" were reviewed");
    report.incompleteTargets().stream()
        .limit(3)
        .forEach(
            target ->
                text.append("; ").append(target.target()).append(": ").append(target.detail()));
    return text.toString();
  }

  /**
   * What was found until then.
   *
   * @return an incomplete report
   */
  public ReviewReport report() {
    return report;
  }
}
