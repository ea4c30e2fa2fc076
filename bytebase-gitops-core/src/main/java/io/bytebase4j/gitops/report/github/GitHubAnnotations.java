package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import java.io.IOException;

/**
 * Writes a review as GitHub Actions' workflow commands, which a step prints: GitHub shows them at
 * the lines of the files and on the page of the run.
 *
 * <p>GitHub shows 10 errors, 10 warnings and 10 notices of a step, and 50 of them all in a job;
 * more are dropped without a word. So the worst come first, what is beyond is listed as plain lines
 * of the log in a group of its own, and a notice at the end says how many they are. A step that
 * prints several reviews gives each its part by {@link #withAtMost}.
 *
 * <p>Errors become errors, warnings become warnings. Notes, and findings that are let pass,
 * whatever their severity, become notices: they say why they are let pass. Reasons against the
 * change that are no findings, such as an incomplete review, stand together in one error without a
 * file. A text over 4,000 characters is cut, since the runner would cut it.
 *
 * <p>Text of others can't begin a command. Each command is one line and one {@link
 * Appendable#append}, so that others who print at the same time can't get in between. Immutable and
 * thread-safe.
 *
 * @see <a
 *     href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">Workflow
 *     commands</a>
 */
public final class GitHubAnnotations implements ReviewRenderer {
  private static final int SHOWN_PER_KIND = 10;

  private final int most;

  private GitHubAnnotations(int most) {
    this.most = most;
  }

  /**
   * Writes as many annotations as GitHub shows of a step.
   *
   * @return the renderer
   */
  public static GitHubAnnotations create() {
    return new GitHubAnnotations(SHOWN_PER_KIND);
  }

  /**
   * Sets how many annotations to write of each kind, where a step or a job writes those of several
   * reviews.
   *
   * @param perKind the most errors, warnings and notices each, 1 to 10
   * @return a copy with the number
   * @throws IllegalArgumentException if it is not 1 to 10
   */
  public GitHubAnnotations withAtMost(int perKind) {
    if (perKind < 1 || perKind > SHOWN_PER_KIND) {
      throw new IllegalArgumentException(
          "%d annotations per kind: 1 to %d are possible, GitHub shows no more of a step"
              .formatted(perKind, SHOWN_PER_KIND));
    }
    return new GitHubAnnotations(perKind);
  }

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    for (String line : new AnnotationLog(review, most).lines()) {
      out.append(line);
    }
  }
}
