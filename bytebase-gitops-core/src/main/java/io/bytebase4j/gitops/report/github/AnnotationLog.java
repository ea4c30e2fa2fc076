package io.bytebase4j.gitops.report.github;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.FindingText;
import io.bytebase4j.gitops.report.internal.LogCommand;
import io.bytebase4j.gitops.report.internal.MessageLines;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.util.ArrayList;
import java.util.List;

/** The lines of one review. Used once, by one thread. */
final class AnnotationLog {
  // The runner cuts at 4,096.
  private static final int MESSAGE = 4000;

  private final ReportedReview review;
  private final FindingText text;
  private final int most;
  private final List<String> lines = new ArrayList<>();
  private final List<ReviewFinding> beyond = new ArrayList<>();

  AnnotationLog(ReportedReview review, int most) {
    this.review = review;
    this.text = new FindingText(review);
    this.most = most;
  }

  /** The lines, each with its end. */
  List<String> lines() {
    List<String> otherReasons = text.otherReasons();
    if (!otherReasons.isEmpty()) {
      lines.add(
          WorkflowCommand.named("error")
              .with("title", text.verdict())
              .saying(MessageLines.within(MESSAGE, otherReasons)));
    }
    List<ReviewFinding> notices = new ArrayList<>(text.waived());
    notices.addAll(standing(Severity.INFO));
    annotate("error", standing(Severity.ERROR), most - lines.size());
    annotate("warning", standing(Severity.WARNING), most);
    // One is left for the end.
    annotate("notice", notices, most - 1);
    listBeyond();
    lines.add(closing());
    return lines;
  }

  private List<ReviewFinding> standing(Severity severity) {
    return Wording.standing(review).stream()
        .filter(finding -> finding.severity() == severity)
        .toList();
  }

  private void annotate(String kind, List<ReviewFinding> findings, int room) {
    int shown = Math.min(findings.size(), room);
    findings.subList(0, shown).forEach(finding -> lines.add(annotation(kind, finding)));
    beyond.addAll(findings.subList(shown, findings.size()));
  }

  private String annotation(String kind, ReviewFinding finding) {
    String path = review.path(finding);
    LogCommand command =
        WorkflowCommand.named(kind)
            // The runner drops equals signs at the beginning of a value.
            .with("file", path.startsWith("=") ? "./" + path : path)
            .with("line", Math.max(finding.line(), 1));
    place(finding, command);
    return command
        .with("title", text.heading(finding))
        .saying(MessageLines.within(MESSAGE, text.message(finding)));
  }

  // GitHub takes columns only within one line, and counts the last one in; a finding's end is the
  // first place after it.
  private static void place(ReviewFinding finding, LogCommand command) {
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

  private void listBeyond() {
    if (beyond.isEmpty()) {
      return;
    }
    lines.add(
        WorkflowCommand.named("group")
            .saying(review.title() + ": " + Wording.count(beyond.size(), "more finding")));
    beyond.forEach(finding -> lines.add(text.logLine(finding) + "\n"));
    lines.add(WorkflowCommand.named("endgroup").saying(""));
  }

  private String closing() {
    List<String> said = new ArrayList<>();
    said.add(text.counts());
    if (!beyond.isEmpty()) {
      said.add(
          Wording.count(beyond.size(), "finding")
              + (beyond.size() == 1 ? " is" : " are")
              + " not annotated, only listed in the log: GitHub shows no more than 10 errors, 10"
              + " warnings and 10 notices of a step");
    }
    review.verdict().notes().forEach(note -> said.add("note: " + note));
    return WorkflowCommand.named("notice")
        .with("title", text.verdict())
        .saying(MessageLines.within(MESSAGE, said));
  }
}
