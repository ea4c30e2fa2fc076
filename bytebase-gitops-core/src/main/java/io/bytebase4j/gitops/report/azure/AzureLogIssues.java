package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.internal.FindingText;
import java.io.IOException;

/**
 * Writes a review as Azure Pipelines' logging commands, which a task prints: the page of the run
 * lists them with their files and lines.
 *
 * <p>About 10 errors and 10 warnings of a task are shown. So the worst come first, and what is
 * beyond is listed as plain lines of the log in a group of its own, as are notes and findings that
 * are let pass; the last line says how many they are. Reasons against the change that are no
 * findings, such as an incomplete review, stand together in one error without a file. A text over
 * 4,000 characters is cut.
 *
 * <p>An issue does not fail the task. {@link #withCompletion} says the verdict to Azure, too;
 * without it, the task ends as its exit code says.
 *
 * <p>Text of others can't begin a command. Each command is one line and one {@link
 * Appendable#append}, so that others who print at the same time can't get in between. Immutable and
 * thread-safe.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands">Logging
 *     commands</a>
 */
public final class AzureLogIssues implements ReviewRenderer {
  private final String sources;
  private final boolean completes;

  private AzureLogIssues(String sources, boolean completes) {
    this.sources = sources;
    this.completes = completes;
  }

  /**
   * Writes issues with paths from the root of the repository, and leaves the task's result alone.
   *
   * @return the renderer
   */
  public static AzureLogIssues create() {
    return new AzureLogIssues("", false);
  }

  /**
   * Sets where the repository lies on the agent: Azure wants absolute paths, which it turns into
   * those of the repository.
   *
   * @param directory the value of {@code BUILD_SOURCESDIRECTORY}
   * @return a copy with the directory
   */
  public AzureLogIssues withSourcesDirectory(String directory) {
    return new AzureLogIssues(directory.replaceFirst("[/\\\\]+$", ""), completes);
  }

  /**
   * Ends with {@code task.complete}: {@code Failed} where the change may not go on, {@code
   * SucceededWithIssues} where it may although there are errors, warnings or findings that were let
   * pass, {@code Succeeded} where there is nothing to say. That is the result of the whole task:
   * print it last.
   *
   * @return a copy that says the result
   */
  public AzureLogIssues withCompletion() {
    return new AzureLogIssues(sources, true);
  }

  @Override
  public void render(ReportedReview review, Appendable out) throws IOException {
    for (String line : new IssueLog(review, sources).lines()) {
      out.append(line);
    }
    if (completes) {
      out.append(
          LoggingCommand.named("task.complete")
              .with("result", result(review))
              .saying(new FindingText(review).verdict()));
    }
  }

  private static String result(ReportedReview review) {
    if (!review.verdict().passed()) {
      return "Failed";
    }
    boolean clean =
        review.report().findings().stream().allMatch(f -> f.severity() == Severity.INFO);
    return clean ? "Succeeded" : "SucceededWithIssues";
  }
}
