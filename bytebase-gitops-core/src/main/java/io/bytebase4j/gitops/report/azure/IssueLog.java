package io.bytebase4j.gitops.report.azure;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.FindingText;
import io.bytebase4j.gitops.report.internal.LogCommand;
import io.bytebase4j.gitops.report.internal.MessageLines;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of one review. Used once, by one thread. */
final class IssueLog {
  private static final int SHOWN_PER_KIND = 10;
  private static final int MESSAGE = 4000;
  private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z]:/.*", Pattern.DOTALL);

  private final ReportedReview review;
  private final FindingText text;
  private final String sources;
  private final List<String> lines = new ArrayList<>();
  private final List<ReviewFinding> beyond = new ArrayList<>();

  /**
   * Takes a review.
   *
   * @param sources what to put before paths, without a slash at its end; empty for nothing
   */
  IssueLog(ReportedReview review, String sources) {
    this.review = review;
    this.text = new FindingText(review);
    this.sources = sources;
  }

  /** The lines, each with its end. */
  List<String> lines() {
    List<String> otherReasons = text.otherReasons();
    if (!otherReasons.isEmpty()) {
      lines.add(issue("error").saying(message(text.verdict(), otherReasons)));
    }
    log("error", standing(Severity.ERROR), SHOWN_PER_KIND - lines.size());
    log("warning", standing(Severity.WARNING), SHOWN_PER_KIND);
    int notShown = beyond.size();
    beyond.addAll(text.waived());
    beyond.addAll(standing(Severity.INFO));
    listBeyond();
    review.verdict().notes().forEach(note -> plain("note: " + note));
    plain(text.verdict() + " (" + text.counts() + onlyListed(notShown) + ")");
    return lines;
  }

  private List<ReviewFinding> standing(Severity severity) {
    return Wording.standing(review).stream()
        .filter(finding -> finding.severity() == severity)
        .toList();
  }

  private void log(String type, List<ReviewFinding> findings, int room) {
    int shown = Math.min(findings.size(), room);
    findings.subList(0, shown).forEach(finding -> lines.add(issue(type, finding)));
    beyond.addAll(findings.subList(shown, findings.size()));
  }

  private static LogCommand issue(String type) {
    return LoggingCommand.named("task.logissue").with("type", type);
  }

  private String issue(String type, ReviewFinding finding) {
    return issue(type)
        .with("sourcepath", sourcePath(review.path(finding)))
        .with("linenumber", Math.max(finding.line(), 1))
        .with("columnnumber", finding.column())
        .with("code", text.ruleId(finding))
        .saying(message(text.heading(finding), text.message(finding)));
  }

  private String sourcePath(String path) {
    // The agent drops equals signs at the beginning of a value.
    String before = sources.isEmpty() && path.startsWith("=") ? "." : sources;
    return before.isEmpty() || ABSOLUTE.matcher(path).matches() ? path : before + "/" + path;
  }

  private static List<String> message(String heading, List<String> more) {
    List<String> message = new ArrayList<>(List.of(heading));
    message.addAll(more);
    return MessageLines.within(MESSAGE, message);
  }

  private void listBeyond() {
    if (beyond.isEmpty()) {
      return;
    }
    String heading = review.title() + ": " + Wording.count(beyond.size(), "more finding");
    lines.add("##[group]" + Texts.logLine(Texts.flowing(heading)) + "\n");
    beyond.forEach(finding -> lines.add(text.logLine(finding) + "\n"));
    lines.add("##[endgroup]\n");
  }

  private static String onlyListed(int findings) {
    return findings == 0
        ? ""
        : "; "
            + Wording.count(findings, "finding")
            + " only listed in the log, because Azure shows no more than 10 errors and 10 warnings"
            + " of a task";
  }

  private void plain(String line) {
    lines.add(Texts.logLine(Texts.flowing(line)) + "\n");
  }
}
