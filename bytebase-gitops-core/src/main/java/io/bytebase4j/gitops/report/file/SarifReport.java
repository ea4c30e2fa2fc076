package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;

/**
 * SARIF 2.1.0, the subset that GitHub code scanning reads. Each finding is a result, those that
 * were let pass with a {@code suppression}; a finding about a whole file has no region. The
 * category, the part of {@code automationDetails.id} before the slash, is the key of the review.
 *
 * <p>Each target that was not reviewed to its end is a result of the rule {@code
 * bytebase-incomplete} at its first file that was not reviewed, and a notification of the level
 * {@code error}, by which SARIF says that results are not complete. {@code executionSuccessful} is
 * false only where targets were asked for and none could be: GitHub refuses the results of such a
 * run, which keeps older alerts open, and would else lose what was found. Other reasons of a
 * verdict stand in {@code run.properties}.
 *
 * <p>Limits, those of GitHub: 25,000 results and so many rules (what comes last in the report is
 * left out), texts of {@value SarifText#LONGEST} characters, names of {@value
 * SarifText#LONGEST_NAME}. A finding without a file can't be a result: GitHub refuses a file that
 * holds one. What was left out or cut is said in notifications. The file must also be no larger
 * than 10 MB, packed. Messages are one line in which everything can be seen and nothing is a link.
 * Thread-safe.
 */
public final class SarifReport implements ReviewRenderer {
  /** Writes SARIF 2.1.0. */
  public SarifReport() {}

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    new SarifDocument(review, new Json(out)).write();
  }
}
