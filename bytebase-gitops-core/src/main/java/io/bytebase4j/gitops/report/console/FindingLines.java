package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.util.Locale;

/** Findings as compilers write them, so that editors and logs of CI make links of the places. */
final class FindingLines {
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_NAME = 200;

  private final ReportedReview review;
  private final Databases databases;
  private final boolean coloured;

  FindingLines(ReportedReview review, Databases databases, boolean coloured) {
    this.review = review;
    this.databases = databases;
    this.coloured = coloured;
  }

  String line(ReviewFinding finding) {
    String mark = Wording.ruleMark(finding);
    String rest =
        "%s%s: %s [%s%s]%s"
            .formatted(
                name(finding.title()),
                mark.isEmpty() ? "" : " (" + mark + ")",
                text(finding.content()),
                databases.of(finding, FindingLines::name),
                review.stateOf(finding) == FindingState.BLOCKING ? "; stops the change" : "",
                allowed(finding));
    return Texts.logLine(place(finding) + ":")
        + " "
        + severity(finding)
        + " "
        + Texts.logLine(rest);
  }

  private String place(ReviewFinding finding) {
    String path = Texts.cutToCodePoints(review.path(finding), LONGEST_TEXT);
    return path
        + (finding.line() == 0 ? "" : ":" + finding.line())
        + (finding.column() == 0 ? "" : ":" + finding.column());
  }

  private String severity(ReviewFinding finding) {
    String word = Wording.severity(finding.severity()).toUpperCase(Locale.ROOT);
    return switch (finding.severity()) {
      case ERROR -> Style.BAD.on(word, coloured);
      case WARNING -> Style.DOUBTFUL.on(word, coloured);
      case INFO -> word;
    };
  }

  private String allowed(ReviewFinding finding) {
    return review
        .waiverOf(finding)
        .map(FindingLines::allowed)
        .or(
            () ->
                finding
                    .suppressedBy()
                    .map(comment -> " (comment in the file: " + text(comment.reason()) + ")"))
        .orElse("");
  }

  private static String allowed(Waiver waiver) {
    return " (let pass %s: %s)"
        .formatted(
            waiver.until().map(day -> "until " + day).orElse("by a comment in the file"),
            text(waiver.reason()));
  }

  static String text(String text) {
    return Texts.cutToCodePoints(Texts.flowing(text), LONGEST_TEXT);
  }

  static String name(String name) {
    return Texts.cutToCodePoints(Texts.visible(name), LONGEST_NAME);
  }
}
