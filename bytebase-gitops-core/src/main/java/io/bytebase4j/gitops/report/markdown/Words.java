package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.util.List;

/** The words of one review as Markdown: each short enough for a row to have a greatest length. */
final class Words {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PATH = 200;

  private final ReportedReview review;
  private final MarkdownText text;
  private final Databases databases;

  Words(ReportedReview review, MarkdownText text) {
    this.review = review;
    this.text = text;
    this.databases = new Databases(review.report());
  }

  String title() {
    return text.prose(review.title(), LONGEST_NAME);
  }

  String prose(String words) {
    return text.prose(words, LONGEST_TEXT);
  }

  String name(String name) {
    return text.code(name, LONGEST_NAME);
  }

  String target(String target) {
    return name(Databases.shortName(target));
  }

  String databases() {
    return databases.counted();
  }

  String databases(List<String> targets) {
    return databases.of(targets, this::name);
  }

  /**
   * Place, rule and text in one cell, since paths alone would fill the width of a comment; then the
   * databases.
   */
  String finding(ReviewFinding finding, String afterText) {
    String path = Texts.cutToCodePoints(review.path(finding), LONGEST_PATH);
    String place = path + (finding.line() == 0 ? "" : ":" + finding.line());
    String mark = Wording.ruleMark(finding);
    return cells(
        text.code(place, place.length())
            + " "
            + name(finding.title())
            + (mark.isEmpty() ? "" : " (" + mark + ")")
            + text.breakOfLine()
            + prose(finding.content())
            + afterText,
        databases.of(finding, this::name));
  }

  static String cells(String... cells) {
    return String.join(" | ", cells);
  }

  static String row(String... cells) {
    return "| " + cells(cells) + " |\n";
  }
}
