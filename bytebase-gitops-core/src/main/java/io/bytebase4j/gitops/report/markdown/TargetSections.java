package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.List;

/** How far the review got, by target, and what else is to be known. */
final class TargetSections {
  private final ReportedReview review;
  private final Words words;

  TargetSections(ReportedReview review, Words words) {
    this.review = review;
    this.words = words;
  }

  Section targets() {
    List<TargetReview> targets = review.report().targets();
    return new Section(
        "### Databases\n\n"
            + "| Database | Environment | Review | Files reviewed | Applied before | Not looked at | Risk | Rows |\n"
            + "|---|---|---|--:|--:|--:|---|--:|\n",
        targets.size(),
        i -> row(targets.get(i)),
        missing -> "\n… and " + Wording.count(missing, "more target") + ".\n",
        "\n",
        25,
        false);
  }

  private String row(TargetReview target) {
    return Words.row(
        words.target(target.target()),
        target.environmentIfKnown().map(words::name).orElse(""),
        (target.isComplete() ? "✅ " : "⚠️ ") + Wording.outcome(target.outcome()),
        Wording.number(target.reviewed().size()),
        Wording.number(target.alreadyApplied().size()),
        Wording.number(target.unknown().size()),
        Wording.risk(target.riskLevel()),
        Wording.number(target.affectedRows()));
  }

  Section notes() {
    List<String> notes = review.verdict().notes();
    return new Section(
        "### Notes\n\n",
        notes.size(),
        i -> "- " + words.prose(notes.get(i)) + "\n",
        missing -> "- … and " + Wording.count(missing, "more note") + "\n",
        "\n",
        10,
        false);
  }
}
