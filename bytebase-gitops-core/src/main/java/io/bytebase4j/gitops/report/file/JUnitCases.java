package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.file.TestCase.Detail;
import io.bytebase4j.gitops.report.file.TestCase.Result;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.ArrayList;
import java.util.List;

/** Makes the test cases of one review. */
final class JUnitCases {
  /** The longest text of a test case, in UTF-16 units; readers refuse very long ones. */
  static final int LONGEST_TEXT = 20_000;

  private final ReportedReview review;
  private final JUnitTexts texts;

  JUnitCases(ReportedReview review) {
    this.review = review;
    this.texts = new JUnitTexts(review, LONGEST_TEXT);
  }

  /** What was found in a file for a database, or in the file itself. */
  TestCase of(String name, String className, String file, List<ReviewFinding> findings) {
    List<ReviewFinding> blocking = new ArrayList<>();
    List<ReviewFinding> others = new ArrayList<>();
    for (ReviewFinding finding : findings) {
      (review.stateOf(finding) == FindingState.BLOCKING ? blocking : others).add(finding);
    }
    boolean passed = blocking.isEmpty();
    return new TestCase(
        name,
        className,
        file,
        passed ? Result.PASSED : Result.FAILED,
        () ->
            new Detail(
                passed ? "" : texts.inShort(blocking),
                passed ? "" : Phrases.ruleId(blocking.get(0)),
                texts.inFull(blocking),
                texts.inFull(others)));
  }

  TestCase applied(String name, String className, String file) {
    String why = "already applied, unchanged";
    return new TestCase(name, className, file, Result.SKIPPED, () -> new Detail(why, "", why, ""));
  }

  TestCase unknown(String name, String className, String file, TargetReview target, boolean stops) {
    return new TestCase(
        name,
        className,
        file,
        stops ? Result.ERROR : Result.SKIPPED,
        () -> {
          String why = "not reviewed: " + Texts.flowing(target.detail());
          return new Detail(
              texts.inShort(why), stops ? Gap.RULE : "", texts.listed(List.of(why), "line"), "");
        });
  }

  /** The verdict, and what the limits left out. */
  TestCase verdict(String className, JUnitSelection selection) {
    ReviewVerdict verdict = review.verdict();
    boolean passed = verdict.passed();
    List<String> reasons =
        verdict.reasons().stream().map(Reason::message).map(Texts::flowing).toList();
    return new TestCase(
        "verdict",
        className,
        "",
        passed ? Result.PASSED : Result.FAILED,
        () ->
            new Detail(
                passed ? "" : texts.inShort(String.join("; ", reasons)),
                passed ? "" : verdict.reasons().get(0).kind().name(),
                texts.listed(reasons, "reason"),
                texts.listed(notes(selection), "line")));
  }

  private List<String> notes(JUnitSelection selection) {
    List<String> notes = new ArrayList<>();
    selection.leftOut().ifPresent(notes::add);
    for (String note : review.verdict().notes()) {
      notes.add("note: " + Texts.flowing(note));
    }
    for (Waiver waiver : review.verdict().waivers()) {
      notes.add(
          "let pass: %s [%s], %s"
              .formatted(
                  Texts.visible(review.path(waiver.finding())),
                  Phrases.ruleId(waiver.finding()),
                  Phrases.reason(waiver)));
    }
    return notes;
  }
}
