package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A review in the words that the logs of CI platforms show. What it returns holds the text of
 * others as it is: each sink escapes it.
 */
public final class FindingText {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final int NAMED_TARGETS = 3;
  private static final int LOG_LINE = 1000;

  private FindingText() {}

  /**
   * The rule, ending in what only this library writes.
   *
   * @param finding the finding
   * @return for example {@code COLUMN_NO_NULL (bytebase-402)}
   */
  public static String heading(ReviewFinding finding) {
    return Texts.cutToUnits(finding.title(), 200) + " (" + ruleId(finding) + ")";
  }

  /**
   * What a finding says, on which databases, and why it is let pass.
   *
   * @param review the review
   * @param finding one of its findings
   * @return one line or more, none of them blank
   */
  public static List<String> message(ReportedReview review, ReviewFinding finding) {
    List<String> lines = new ArrayList<>(lines(finding.content()));
    if (lines.isEmpty()) {
      lines.add(heading(finding));
    }
    if (!finding.targets().isEmpty()) {
      lines.add("on " + targets(finding.targets()));
    }
    review.waiverOf(finding).ifPresent(waiver -> lines.add("waived: " + waiver.reason()));
    return lines;
  }

  /**
   * A finding in one line, for what is not shown in another way.
   *
   * @param review the review
   * @param finding one of its findings
   * @return severity, place, rule and text, safe for the log of any CI
   */
  public static String logLine(ReportedReview review, ReviewFinding finding) {
    String place = finding.line() == 0 ? "" : ":" + finding.line();
    String column = finding.column() == 0 ? "" : ":" + finding.column();
    String waived = review.waiverOf(finding).isPresent() ? " (waived)" : "";
    String line =
        word(finding.severity())
            + waived
            + " "
            + Texts.visible(review.path(finding))
            + place
            + column
            + " "
            + Texts.flowing(heading(finding))
            + ": "
            + Texts.flowing(String.join("; ", message(review, finding)));
    return Texts.logLine(Texts.cutToUnits(line, LOG_LINE));
  }

  /**
   * The heading with the verdict.
   *
   * @param review the review
   * @return for example {@code SQL review of hr failed}
   */
  public static String verdict(ReportedReview review) {
    return Texts.cutToUnits(review.title(), 200)
        + (review.verdict().passed() ? " passed" : " failed");
  }

  /**
   * How many findings there are.
   *
   * @param review the review
   * @return for example {@code 2 errors, 1 warning, 0 notes; 1 waived}
   */
  public static String counts(ReportedReview review) {
    ReviewReport report = review.report();
    int waived = review.verdict().waivers().size();
    return count(report.count(Severity.ERROR), "error")
        + ", "
        + count(report.count(Severity.WARNING), "warning")
        + ", "
        + count(report.count(Severity.INFO), "note")
        + (waived == 0 ? "" : "; " + waived + " waived");
  }

  /**
   * The reasons against a change that are not findings, such as a review that is not complete.
   *
   * @param verdict the verdict
   * @return one line for each; empty if there are none
   */
  public static List<String> otherReasons(ReviewVerdict verdict) {
    return verdict.reasons().stream()
        .filter(reason -> reason.kind() != Kind.FINDINGS)
        .map(Reason::message)
        .flatMap(message -> lines(message).stream())
        .toList();
  }

  /**
   * A number with its noun.
   *
   * @param number how many
   * @param noun one of them
   * @return for example {@code 2 errors}
   */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * The severity in one word.
   *
   * @param severity the severity
   * @return {@code error}, {@code warning} or {@code note}
   */
  public static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static String ruleId(ReviewFinding finding) {
    return Texts.cutToUnits(finding.ruleId(), 100);
  }

  private static String targets(List<String> targets) {
    int named = Math.min(targets.size(), NAMED_TARGETS);
    String names = String.join(", ", targets.subList(0, named));
    return names + (targets.size() == named ? "" : " and " + (targets.size() - named) + " more");
  }

  private static List<String> lines(String text) {
    return LINE_BREAK
        .splitAsStream(text)
        .filter(line -> !line.isBlank())
        .map(String::stripTrailing)
        .toList();
  }
}
