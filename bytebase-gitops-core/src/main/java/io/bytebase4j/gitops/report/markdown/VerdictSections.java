package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.ArrayList;
import java.util.List;

/** Whether the change may go on, and what led to it. */
final class VerdictSections {
  private final ReportedReview review;
  private final Words words;

  VerdictSections(ReportedReview review, Words words) {
    this.review = review;
    this.words = words;
  }

  String heading() {
    return "## %s %s: %s\n\n"
        .formatted(review.verdict().passed() ? "✅" : "❌", words.title(), Wording.verdict(review));
  }

  String summary() {
    int waived = review.verdict().waivers().size();
    return "**%s** in %s on %s. Highest risk: **%s**. About **%s** would change.%s\n\n"
        .formatted(
            Wording.counts(review.report()),
            Wording.count(review.report().files().size(), "file"),
            words.databases(),
            Wording.risk(review.report().riskLevel()),
            Wording.count(review.report().affectedRows(), "row"),
            waived == 0 ? "" : " Let pass: **" + Wording.count(waived, "finding") + "**.");
  }

  Section incomplete(boolean alert) {
    List<TargetReview> targets = review.report().incompleteTargets();
    return new Section(
        (alert ? "> [!WARNING]\n> " : "> ⚠️ ")
            + "**This review is incomplete: there may be more to find.** Not everything was looked at on:\n>\n",
        targets.size(),
        i -> incomplete(targets.get(i)),
        missing -> "> - … and " + Wording.count(missing, "more target") + "\n",
        "\n",
        15,
        false);
  }

  private String incomplete(TargetReview target) {
    int unknown = target.unknown().size();
    return "> - %s: %s%s\n"
        .formatted(
            words.target(target.target()),
            words.prose(target.detail()),
            unknown == 0 ? "" : " (" + Wording.count(unknown, "file") + " not looked at)");
  }

  Section reasons() {
    List<String> rows = new ArrayList<>();
    int incomplete = 0;
    for (Reason reason : review.verdict().reasons()) {
      if (reason.kind() == Kind.INCOMPLETE) {
        incomplete++;
      } else {
        rows.add(row(reason));
      }
    }
    if (incomplete > 0) {
      rows.add("- " + Wording.incomplete(incomplete) + "\n");
    }
    return new Section(
        "**Why it is stopped, and what to do:**\n\n",
        rows.size(),
        rows::get,
        missing -> "- … and " + Wording.count(missing, "more reason") + "\n",
        "\n",
        15,
        false);
  }

  private String row(Reason reason) {
    // the message names them itself
    boolean unnamed = reason.targets().isEmpty() || reason.kind() == Kind.UNKNOWN_ENVIRONMENT;
    return "- %s**%s**. %s"
            .formatted(
                unnamed ? "" : words.databases(reason.targets()) + ": ",
                words.prose(Wording.message(reason)),
                whatToDo(reason.kind()))
            .strip()
        + "\n";
  }

  private static String whatToDo(Kind kind) {
    // the example of a comment is code
    return Wording.whatToDo(kind).replaceFirst("--.*", "`$0`");
  }
}
