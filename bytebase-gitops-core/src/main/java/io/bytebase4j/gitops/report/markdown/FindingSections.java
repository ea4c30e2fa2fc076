package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import java.util.List;

/** What was found. */
final class FindingSections {
  private static final String COLUMNS = "Finding | Databases";
  private static final String LINES = "|---|---";

  private final ReportedReview review;
  private final Words words;
  private final boolean html;
  private final String elsewhere;

  FindingSections(ReportedReview review, Words words, boolean html, String elsewhere) {
    this.review = review;
    this.words = words;
    this.html = html;
    this.elsewhere = elsewhere;
  }

  Section standing() {
    List<ReviewFinding> findings = Wording.standing(review);
    return new Section(
        "### Findings\n\n❌ stops the change, ⚠️ and ℹ️ do not.\n\n| | "
            + COLUMNS
            + " |\n|---"
            + LINES
            + "|\n",
        findings.size(),
        i -> standing(findings.get(i)),
        this::leftOut,
        "\n",
        100,
        true);
  }

  private String standing(ReviewFinding finding) {
    String comment =
        finding
            .suppressedBy()
            .map(suppression -> " (comment in the file: " + words.prose(suppression.reason()) + ")")
            .orElse("");
    return Words.row(sign(finding), words.finding(finding, comment));
  }

  private String sign(ReviewFinding finding) {
    String severity = Wording.severity(finding.severity());
    if (review.stateOf(finding) == FindingState.BLOCKING) {
      return "❌&nbsp;**" + severity + "**";
    }
    return (finding.severity() == Severity.INFO ? "ℹ️&nbsp;" : "⚠️&nbsp;") + severity;
  }

  Section waived() {
    List<Waiver> waivers =
        review.report().findings().stream().flatMap(f -> review.waiverOf(f).stream()).toList();
    String title = Wording.count(waivers.size(), "finding") + " let pass";
    return new Section(
        (html ? "<details>\n<summary>" + title + "</summary>\n\n" : "### " + title + "\n\n")
            + "| "
            + COLUMNS
            + " | Let pass because | Until |\n"
            + LINES
            + "|---|---|\n",
        waivers.size(),
        i -> waived(waivers.get(i)),
        this::leftOut,
        html ? "\n</details>\n\n" : "\n",
        15,
        true);
  }

  private String waived(Waiver waiver) {
    return Words.row(
        words.finding(waiver.finding(), ""),
        words.prose(waiver.reason()),
        waiver.until().map(Object::toString).orElse("comment in the file"));
  }

  private String leftOut(int missing) {
    return "\n**%s left out here** since there is no more room; see %s.\n"
        .formatted(
            Wording.count(missing, "more finding") + (missing == 1 ? " is" : " are"), elsewhere);
  }
}
