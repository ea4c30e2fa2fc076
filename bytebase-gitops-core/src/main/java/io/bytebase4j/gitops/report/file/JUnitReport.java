package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;

/**
 * JUnit XML, which every CI shows. Each file is a test case on each database, in a suite for each
 * target:
 *
 * <ul>
 *   <li>findings that stop the change are one {@code failure}, all of them in its text (which
 *       GitLab reads) and a short {@code message} (which others read); other findings stand in
 *       {@code system-out};
 *   <li>a file that is applied already is {@code skipped};
 *   <li>a file that the server did not get to is an {@code error}, or {@code skipped} where the
 *       policy lets that pass.
 * </ul>
 *
 * <p>The verdict is a test case of its own, which fails with all reasons, and what was found in the
 * files themselves, without the server, is a suite of its own. Names of test cases hold file and
 * database, and those of suites and classes begin with the key of the review: readers drop a second
 * test case of the same names. An {@code [[ATTACHMENT|} of others is broken up.
 *
 * <p>Limits: 29 MB in UTF-8, as GitLab refuses 30 MB; {@value JUnitSelection#MOST_CASES} test
 * cases, as it refuses 250,000 nodes of XML; about {@value JUnitCases#LONGEST_TEXT} characters for
 * each text of a test case. What fails is kept first; what was left out is said in the test case of
 * the verdict and in the text that it was left out of. Thread-safe.
 */
public final class JUnitReport implements ReviewRenderer {
  /** Writes the form that Jenkins, GitLab, Bitbucket and Azure DevOps read. */
  public JUnitReport() {}

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    new JUnitDocument(review, out).write();
  }
}
