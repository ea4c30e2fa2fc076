package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;

/**
 * GitLab's code quality report: an array of findings, for {@code artifacts: reports: codequality}.
 * Write it in UTF-8 without a byte order mark, by custom to {@code gl-code-quality-report.json}.
 *
 * <p>Errors are {@code critical}, warnings {@code minor}, others {@code info}. A finding that was
 * let pass, or that a comment in the file lets pass, is {@code info} and says why: left out, it
 * would look mended. A finding about a whole file stands at its line 1. Each target that was not
 * reviewed to its end is an item of the check {@code bytebase-incomplete} at its first file that
 * was not reviewed, {@code critical} where it stops the change. Other reasons of a verdict, such as
 * the risk, have no place in the form. Fingerprints stay the same from run to run and differ
 * between reviews of other keys, since GitLab shows items with the same one as one.
 *
 * <p>There is no limit: nothing is cut or left out. Paths have their exact values, as GitLab looks
 * files up by them; descriptions are one line in which everything can be seen. Thread-safe.
 */
public final class CodeQualityReport implements ReviewRenderer {
  /** Writes the form of GitLab 13 and later. */
  public CodeQualityReport() {}

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    new CodeQualityDocument(review, new Json(out)).write();
  }
}
