package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Databases;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict.Kind;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands below the findings, where a reader of a log looks first. */
final class SummaryLines {
  private final ReportedReview review;
  private final ReviewReport report;
  private final Databases databases;
  private final boolean coloured;
  private final List<String> lines = new ArrayList<>();

  SummaryLines(ReportedReview review, Databases databases, boolean coloured) {
    this.review = review;
    this.report = review.report();
    this.databases = databases;
    this.coloured = coloured;
  }

  List<String> lines() {
    targets();
    paragraph("Notes:", review.verdict().notes().stream().map(FindingLines::text).toList());
    incomplete();
    paragraph("Why it is stopped, and what to do:", reasons());
    lines.add("");
    lines.add(verdict());
    lines.add(counts());
    review.runPage().ifPresent(page -> add("The CI run: " + page));
    return lines;
  }

  private void add(String line) {
    lines.add(Texts.logLine(line));
  }

  private void paragraph(String heading, List<String> items) {
    if (!items.isEmpty()) {
      lines.add("");
      add(heading);
      items.forEach(item -> add("- " + item));
    }
  }

  private void targets() {
    TextTable table =
        new TextTable(
            4,
            "Database",
            "Environment",
            "Review",
            "Risk",
            "Reviewed",
            "Applied",
            "Not seen",
            "Rows");
    for (TargetReview target : report.targets()) {
      table.add(
          Databases.shortName(target.target()),
          target.environmentIfKnown().orElse(""),
          Wording.outcome(target.outcome()),
          Wording.risk(target.riskLevel()),
          Wording.number(target.reviewed().size()),
          Wording.number(target.alreadyApplied().size()),
          Wording.number(target.unknown().size()),
          Wording.number(target.affectedRows()));
    }
    table.lines().forEach(this::add);
  }

  private void incomplete() {
    List<TargetReview> targets = report.incompleteTargets();
    if (targets.isEmpty()) {
      return;
    }
    paragraph(
        "THIS REVIEW IS INCOMPLETE: there may be more to find. Not everything was looked at on:",
        targets.stream().map(SummaryLines::incomplete).toList());
    int heading = lines.size() - targets.size() - 1;
    lines.set(heading, Style.DOUBTFUL.on(lines.get(heading), coloured));
  }

  private static String incomplete(TargetReview target) {
    int unknown = target.unknown().size();
    return FindingLines.name(Databases.shortName(target.target()))
        + ": "
        + FindingLines.text(target.detail())
        + (unknown == 0 ? "" : " (" + Wording.count(unknown, "file") + " not looked at)");
  }

  private List<String> reasons() {
    List<Reason> reasons = review.verdict().reasons();
    List<String> items = new ArrayList<>();
    reasons.stream()
        .filter(reason -> reason.kind() != Kind.INCOMPLETE)
        .forEach(reason -> items.add(reason(reason)));
    int incomplete = reasons.size() - items.size();
    if (incomplete > 0) {
      items.add(Wording.incomplete(incomplete));
    }
    return items;
  }

  private String reason(Reason reason) {
    boolean unnamed = reason.targets().isEmpty() || reason.kind() == Kind.UNKNOWN_ENVIRONMENT;
    return "%s%s. %s"
        .formatted(
            unnamed ? "" : databases.of(reason.targets(), FindingLines::name) + ": ",
            FindingLines.text(Wording.message(reason)),
            Wording.whatToDo(reason.kind()))
        .strip();
  }

  private String verdict() {
    Style style = review.verdict().passed() ? Style.GOOD : Style.BAD;
    return Texts.logLine(FindingLines.text(review.title()) + ":")
        + " "
        + style.on(Wording.verdict(review).toUpperCase(Locale.ROOT), coloured);
  }

  private String counts() {
    int waived = review.verdict().waivers().size();
    return "%s in %s on %s. Highest risk: %s. About %s would change.%s"
        .formatted(
            Wording.counts(report),
            Wording.count(report.files().size(), "file"),
            databases.counted(),
            Wording.risk(report.riskLevel()),
            Wording.count(report.affectedRows(), "row"),
            waived == 0 ? "" : " Let pass: " + Wording.count(waived, "finding") + ".");
  }
}
