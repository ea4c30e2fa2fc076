package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.ReviewRenderer;
import io.bytebase4j.gitops.report.internal.FindingText;
import io.bytebase4j.gitops.report.internal.MessageLines;
import io.bytebase4j.gitops.report.internal.Texts;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
  private static final int MESSAGE = 4000;

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
    List<String> commands = new ArrayList<>();
    List<ReviewFinding> beyond = new ArrayList<>();
    List<String> otherReasons = FindingText.otherReasons(review.verdict());
    if (!otherReasons.isEmpty()) {
      commands.add(
          WorkflowCommand.named("error")
              .with("title", FindingText.verdict(review))
              .saying(MessageLines.within(MESSAGE, otherReasons)));
    }
    annotate(review, "error", most - commands.size(), commands, beyond);
    annotate(review, "warning", most, commands, beyond);
    annotate(review, "notice", most - 1, commands, beyond);
    for (String command : commands) {
      out.append(command);
    }
    list(review, beyond, out);
    out.append(closing(review, beyond.size()));
  }

  private static void annotate(
      ReportedReview review,
      String kind,
      int most,
      List<String> commands,
      List<ReviewFinding> beyond) {
    List<ReviewFinding> all =
        review.report().findings().stream()
            .filter(finding -> kind(review, finding).equals(kind))
            .sorted(Comparator.comparing(finding -> isHarmless(review, finding)))
            .toList();
    int shown = Math.min(all.size(), most);
    all.subList(0, shown).forEach(finding -> commands.add(annotation(review, kind, finding)));
    beyond.addAll(all.subList(shown, all.size()));
  }

  private static boolean isHarmless(ReportedReview review, ReviewFinding finding) {
    return review.stateOf(finding) != FindingState.BLOCKING;
  }

  private static String kind(ReportedReview review, ReviewFinding finding) {
    if (finding.severity() == Severity.INFO || review.stateOf(finding) == FindingState.WAIVED) {
      return "notice";
    }
    return finding.severity() == Severity.ERROR ? "error" : "warning";
  }

  private static String annotation(ReportedReview review, String kind, ReviewFinding finding) {
    String path = review.path(finding);
    WorkflowCommand command =
        WorkflowCommand.named(kind)
            // The runner drops equals signs at the beginning of a value.
            .with("file", path.startsWith("=") ? "./" + path : path)
            .with("line", Math.max(finding.line(), 1));
    place(finding, command);
    return command
        .with("title", FindingText.heading(finding))
        .saying(MessageLines.within(MESSAGE, FindingText.message(review, finding)));
  }

  // GitHub takes columns only within one line, and counts the last one in; a finding's end is the
  // first place after it.
  private static void place(ReviewFinding finding, WorkflowCommand command) {
    Position end = finding.end();
    int lastLine = end.column() == 1 ? end.line() - 1 : end.line();
    if (lastLine > finding.line()) {
      command.with("endLine", lastLine);
      return;
    }
    command.with("col", finding.column());
    if (lastLine == finding.line() && finding.column() != 0 && end.column() > finding.column()) {
      command.with("endLine", lastLine).with("endColumn", end.column() - 1);
    }
  }

  private void list(ReportedReview review, List<ReviewFinding> beyond, Appendable out)
      throws IOException {
    if (beyond.isEmpty()) {
      return;
    }
    out.append(
        WorkflowCommand.named("group")
            .saying(
                Texts.flowing(review.title())
                    + ": "
                    + FindingText.count(beyond.size(), "more finding")));
    for (ReviewFinding finding : beyond) {
      out.append(FindingText.logLine(review, finding) + "\n");
    }
    out.append(WorkflowCommand.named("endgroup").saying(""));
  }

  private String closing(ReportedReview review, int beyond) {
    List<String> lines = new ArrayList<>();
    lines.add(FindingText.counts(review));
    if (beyond > 0) {
      lines.add(
          FindingText.count(beyond, "finding")
              + (beyond == 1 ? " is" : " are")
              + " not annotated, only listed in the log: GitHub shows no more than 10 errors, 10"
              + " warnings and 10 notices of a step");
    }
    review.verdict().notes().forEach(note -> lines.add("note: " + note));
    return WorkflowCommand.named("notice")
        .with("title", FindingText.verdict(review))
        .saying(MessageLines.within(MESSAGE, lines));
  }
}
