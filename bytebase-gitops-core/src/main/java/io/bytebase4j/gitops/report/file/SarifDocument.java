package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One document of {@link SarifReport}. */
final class SarifDocument {
  /** GitHub refuses a file with more; the rules can't be more than the results. */
  static final int MOST_RESULTS = 25_000;

  private final ReportedReview review;
  private final ReviewReport report;
  private final List<Gap> gaps;
  private final SarifText texts = new SarifText();
  private final SarifResults results;
  private final Json json;

  SarifDocument(ReportedReview review, Json json) {
    this.review = review;
    this.report = review.report();
    this.gaps = Gap.of(review);
    this.results = new SarifResults(review, gaps, texts, MOST_RESULTS);
    this.json = json;
  }

  void write() throws IOException {
    json.beginObject()
        .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .put("version", "2.1.0")
        .beginArray("runs")
        .beginObject()
        .beginObject("tool")
        .beginObject("driver")
        .put("name", "Bytebase4J");
    results.writeRules(json);
    json.endObject()
        .endObject()
        .beginObject("automationDetails")
        .put("id", review.key() + "/" + report.reviewedAt())
        .endObject()
        .put("columnKind", "unicodeCodePoints");
    results.write(json);
    invocation();
    properties();
    json.endObject().endArray().endObject().end();
  }

  // behind the results: only then it is known what had to be cut
  private void invocation() throws IOException {
    json.beginArray("invocations")
        .beginObject()
        .put("executionSuccessful", !noneCouldBeAsked())
        .put("startTimeUtc", report.reviewedAt().toString())
        .beginArray("toolExecutionNotifications");
    for (Gap gap : gaps) {
      notification("error", gap.message());
    }
    for (ReviewFinding finding : results.withoutFile()) {
      notification(
          SarifRules.level(finding.severity()),
          Phrases.ruleId(finding) + ": " + Phrases.what(finding) + Phrases.on(finding.targets()));
    }
    for (String note : review.verdict().notes()) {
      notification("note", Texts.flowing(note));
    }
    if (results.leftOut() > 0) {
      notification(
          "error",
          Wording.count(results.leftOut(), "result")
              + " left out, those that come last in the report: GitHub takes no more than "
              + Wording.number(MOST_RESULTS));
    }
    if (texts.cut() > 0) {
      notification(
          "warning",
          Wording.count(texts.cut(), "text")
              + " cut: GitHub takes no more than "
              + Wording.number(SarifText.LONGEST)
              + " characters, or "
              + SarifText.LONGEST_NAME
              + " for a name");
    }
    json.endArray().endObject().endArray();
  }

  private boolean noneCouldBeAsked() {
    return !report.targets().isEmpty()
        && report.targets().stream().allMatch(target -> target.outcome() == Outcome.FAILED);
  }

  private void notification(String level, String line) throws IOException {
    json.beginObject()
        .beginObject("message")
        .put("text", texts.message(line))
        .endObject()
        .put("level", level)
        .endObject();
  }

  private void properties() throws IOException {
    List<String> reasons = new ArrayList<>();
    for (Reason reason : review.verdict().reasons()) {
      reasons.add(Texts.flowing(reason.message()));
    }
    json.beginObject("properties")
        .put("title", Texts.flowing(review.title()))
        .put("project", Texts.flowing(report.project()))
        .put("passed", review.verdict().passed())
        .put("reasons", reasons);
    if (review.runPage().isPresent()) {
      json.put("runUrl", review.runPage().get().toString());
    }
    json.endObject();
  }
}
