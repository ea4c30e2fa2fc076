package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A review in the words that the logs of CI platforms show. But for {@link #logLine}, they hold the
 * text of others as it is: each sink escapes it. Immutable.
 */
public final class FindingText {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final int TITLE = 200;
  private static final int RULE_ID = 100;
  private static final int LOG_LINE = 1000;

  private final ReportedReview review;
  private final Databases databases;

  /**
   * Takes a review.
   *
   * @param review the review
   */
  public FindingText(ReportedReview review) {
    this.review = review;
    this.databases = new Databases(review.report());
  }

  /**
   * The heading with the verdict.
   *
   * @return for example {@code SQL review of hr: stopped}
   */
  public String verdict() {
    return Texts.cutToUnits(review.title(), TITLE) + ": " + Wording.verdict(review);
  }

  /**
   * How many findings there are.
   *
   * @return for example {@code 2 errors, 1 warning; 1 let pass}
   */
  public String counts() {
    int waived = review.verdict().waivers().size();
    return Wording.counts(review.report()) + (waived == 0 ? "" : "; " + waived + " let pass");
  }

  /**
   * The reasons against a change that are not findings, such as a review that is not complete.
   *
   * @return one line for each, none of them blank; empty if there are none
   */
  public List<String> otherReasons() {
    return review.verdict().reasons().stream()
        .filter(reason -> reason.kind() != Kind.FINDINGS)
        .map(Reason::message)
        .flatMap(FindingText::lines)
        .toList();
  }

  /**
   * The findings that are let pass.
   *
   * @return in the order of the report
   */
  public List<ReviewFinding> waived() {
    return review.report().findings().stream()
        .filter(finding -> review.stateOf(finding) == FindingState.WAIVED)
        .toList();
  }

  /**
   * The rule, ending in a parenthesis.
   *
   * @param finding the finding
   * @return for example {@code COLUMN_NO_NULL (402)}
   */
  public String heading(ReviewFinding finding) {
    String mark = Wording.ruleMark(finding);
    return Texts.cutToUnits(finding.title(), TITLE)
        + " ("
        + (mark.isEmpty() ? ruleId(finding) : mark)
        + ")";
  }

  /**
   * A stable name of the rule, short enough for a property of a command.
   *
   * @param finding the finding
   * @return for example {@code bytebase-402}
   */
  public String ruleId(ReviewFinding finding) {
    return Texts.cutToUnits(finding.ruleId(), RULE_ID);
  }

  /**
   * What a finding says, on which databases, and why it is let pass.
   *
   * @param finding the finding
   * @return one line or more, none of them blank
   */
  public List<String> message(ReviewFinding finding) {
    List<String> lines = new ArrayList<>(lines(finding.content()).toList());
    if (lines.isEmpty()) {
      lines.add(heading(finding));
    }
    if (!finding.targets().isEmpty()) {
      lines.add("on " + databases.of(finding, UnaryOperator.identity()));
    }
    review.waiverOf(finding).ifPresent(waiver -> lines.add("let pass: " + waiver.reason()));
    return lines;
  }

  /**
   * A finding in one line, for what is not shown in another way.
   *
   * @param finding the finding
   * @return severity, place, rule and text, safe for the log of any CI; at most 1,000 UTF-16 units
   *     and what makes it safe
   */
  public String logLine(ReviewFinding finding) {
    String line =
        "%s %s%s%s %s: %s"
            .formatted(
                Wording.severity(finding.severity()),
                Texts.visible(review.path(finding)),
                finding.line() == 0 ? "" : ":" + finding.line(),
                finding.column() == 0 ? "" : ":" + finding.column(),
                Texts.flowing(heading(finding)),
                Texts.flowing(String.join("; ", message(finding))));
    return Texts.logLine(Texts.cutToUnits(line, LOG_LINE));
  }

  private static Stream<String> lines(String text) {
    return LINE_BREAK
        .splitAsStream(text)
        .filter(line -> !line.isBlank())
        .map(String::stripTrailing);
  }
}
