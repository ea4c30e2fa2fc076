package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.internal.FindingText;
import io.bytebase4j.gitops.report.internal.MessageLines;
import io.bytebase4j.gitops.report.internal.Texts;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
  private static final int SHOWN_PER_KIND = 10;
  private static final int MESSAGE = 4000;

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
    List<String> commands = new ArrayList<>();
    List<ReviewFinding> beyond = new ArrayList<>();
    List<String> otherReasons = FindingText.otherReasons(review.verdict());
    if (!otherReasons.isEmpty()) {
      List<String> message = new ArrayList<>(List.of(FindingText.verdict(review)));
      message.addAll(otherReasons);
      commands.add(issue("error").saying(MessageLines.within(MESSAGE, message)));
    }
    int errors = SHOWN_PER_KIND - commands.size();
    log(review, Severity.ERROR, errors, commands, beyond);
    log(review, Severity.WARNING, SHOWN_PER_KIND, commands, beyond);
    for (String command : commands) {
      out.append(command);
    }
    int notShown = beyond.size();
    review.report().findings().stream()
        .filter(finding -> !isIssue(review, finding))
        .forEach(beyond::add);
    list(review, beyond, out);
    close(review, notShown, out);
  }

  private void log(
      ReportedReview review,
      Severity severity,
      int most,
      List<String> commands,
      List<ReviewFinding> beyond) {
    List<ReviewFinding> all =
        review.report().findings().stream()
            .filter(finding -> finding.severity() == severity && isIssue(review, finding))
            .sorted(
                Comparator.comparing(finding -> review.stateOf(finding) != FindingState.BLOCKING))
            .toList();
    int shown = Math.min(all.size(), most);
    all.subList(0, shown).forEach(finding -> commands.add(logged(review, finding)));
    beyond.addAll(all.subList(shown, all.size()));
  }

  private static boolean isIssue(ReportedReview review, ReviewFinding finding) {
    return finding.severity() != Severity.INFO && review.stateOf(finding) != FindingState.WAIVED;
  }

  private static LoggingCommand issue(String type) {
    return LoggingCommand.named("task.logissue").with("type", type);
  }

  private String logged(ReportedReview review, ReviewFinding finding) {
    List<String> message = new ArrayList<>();
    message.add(FindingText.heading(finding));
    message.addAll(FindingText.message(review, finding));
    return issue(finding.severity() == Severity.ERROR ? "error" : "warning")
        .with("sourcepath", sourcePath(review.path(finding)))
        .with("linenumber", Math.max(finding.line(), 1))
        .with("columnnumber", finding.column())
        .with("code", Texts.cutToUnits(finding.ruleId(), 100))
        .saying(MessageLines.within(MESSAGE, message));
  }

  private String sourcePath(String path) {
    // The agent drops equals signs at the beginning of a value.
    String root = sources.isEmpty() && path.startsWith("=") ? "." : sources;
    return root.isEmpty() || isAbsolute(path) ? path : root + "/" + path;
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.matches("(?s)[A-Za-z]:/.*");
  }

  private static void list(ReportedReview review, List<ReviewFinding> beyond, Appendable out)
      throws IOException {
    if (beyond.isEmpty()) {
      return;
    }
    String heading =
        Texts.flowing(review.title()) + ": " + FindingText.count(beyond.size(), "more finding");
    out.append("##[group]" + Texts.logLine(heading) + "\n");
    for (ReviewFinding finding : beyond) {
      out.append(FindingText.logLine(review, finding) + "\n");
    }
    out.append("##[endgroup]\n");
  }

  private void close(ReportedReview review, int notShown, Appendable out) throws IOException {
    for (String note : review.verdict().notes()) {
      out.append(Texts.logLine("note: " + Texts.flowing(note)) + "\n");
    }
    String notIssues =
        notShown == 0
            ? ""
            : "; "
                + FindingText.count(notShown, "finding")
                + " only listed in the log, because Azure shows no more than 10 errors and 10"
                + " warnings of a task";
    String verdict = Texts.flowing(FindingText.verdict(review));
    out.append(Texts.logLine(verdict + ": " + FindingText.counts(review) + notIssues) + "\n");
    if (completes) {
      out.append(
          LoggingCommand.named("task.complete").with("result", result(review)).saying(verdict));
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
