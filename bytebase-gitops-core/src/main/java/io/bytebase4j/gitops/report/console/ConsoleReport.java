package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A review as text for a terminal or the log of a CI run: a line for each finding, as compilers
 * write it, the worst first and what was let pass last; then how far the review of each target got,
 * and at the end, where a log is read first, the verdict and its reasons. Immutable and
 * thread-safe.
 *
 * <p>No line can be a command of a CI, whatever is in the review: not of GitHub, GitLab, Azure
 * Pipelines, Bitbucket or TeamCity. Texts are cut at 1,000 code points, names at 200. Lines end in
 * {@code \n}.
 */
public final class ConsoleReport implements ReviewRenderer {
  private final int most;
  private final boolean coloured;

  private ConsoleReport(int most, boolean coloured) {
    this.most = most;
    this.coloured = coloured;
  }

  /**
   * Writes all findings, without colours.
   *
   * @return a renderer
   */
  public static ConsoleReport plain() {
    return new ConsoleReport(Integer.MAX_VALUE, false);
  }

  /**
   * Writes in colours, as terminals and most logs of CI show them. Whether to is for the caller to
   * know: not when the variable {@code NO_COLOR} is set to anything, and not into a file.
   *
   * @return a copy that writes in colours
   */
  public ConsoleReport withColours() {
    return new ConsoleReport(most, true);
  }

  /**
   * Sets how many findings are written; what is left out is said.
   *
   * @param findings zero or more
   * @return a copy with the limit
   * @throws IllegalArgumentException if it is negative
   */
  public ConsoleReport withLimit(int findings) {
    if (findings < 0) {
      throw new IllegalArgumentException("limit is " + findings + ": it must not be negative");
    }
    return new ConsoleReport(findings, coloured);
  }

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    Databases databases = new Databases(review.report());
    FindingLines lines = new FindingLines(review, databases, coloured);
    List<ReviewFinding> findings = inOrder(review);
    for (ReviewFinding finding : findings.subList(0, Math.min(most, findings.size()))) {
      out.append(lines.line(finding)).append('\n');
    }
    if (findings.size() > most) {
      int missing = findings.size() - most;
      out.append(
          "... %s left out here: the limit is %s\n"
              .formatted(
                  Wording.count(missing, "more finding") + (missing == 1 ? " is" : " are"),
                  Wording.number(most)));
    }
    out.append(findings.isEmpty() ? "" : "\n");
    for (String line : new SummaryLines(review, databases, coloured).lines()) {
      out.append(line).append('\n');
    }
  }

  private static List<ReviewFinding> inOrder(ReportedReview review) {
    return Stream.concat(
            Wording.standing(review).stream(),
            review.report().findings().stream()
                .filter(finding -> review.stateOf(finding) == FindingState.WAIVED))
        .toList();
  }
}
