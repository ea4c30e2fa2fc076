package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.file.FindingsByFile.Place;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.TargetReview;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One document of {@link ActionOutput}. */
final class ActionDocument {
  private final ReportedReview review;
  private final ReviewReport report;
  private final FindingsByFile findings;
  private final Json json;

  ActionDocument(ReportedReview review, Json json) {
    this.review = review;
    this.report = review.report();
    this.findings = new FindingsByFile(report);
    this.json = json;
  }

  void write() throws IOException {
    json.beginObject();
    ours();
    if (answered()) {
      checkResults();
    }
    json.endObject().end();
  }

  private boolean answered() {
    return report.targets().stream()
        .map(TargetReview::outcome)
        .anyMatch(
            outcome ->
                switch (outcome) {
                  case COMPLETE, CAPPED, SAMPLED -> true;
                  case FAILED, NOT_ASKED -> false;
                });
  }

  private void ours() throws IOException {
    json.beginObject("bytebase4j").put("complete", report.isComplete());
    if (!report.isComplete()) {
      json.beginArray("incomplete");
      for (TargetReview target : report.incompleteTargets()) {
        json.beginObject()
            .put("detail", target.detail())
            .put("outcome", target.outcome().name())
            .put("target", target.target())
            .endObject();
      }
      json.endArray();
    }
    json.put("passed", review.verdict().passed());
    List<ReviewFinding> preflight =
        report.findings().stream().filter(finding -> !isOfServer(finding)).toList();
    if (!preflight.isEmpty()) {
      json.beginArray("preflight");
      for (ReviewFinding finding : preflight) {
        json.beginObject()
            .put("content", finding.content())
            .put("file", finding.file())
            .putUnlessZero("line", finding.line())
            .put("severity", finding.severity().name())
            .put("title", finding.title())
            .endObject();
      }
      json.endArray();
    }
    if (!review.verdict().passed()) {
      json.put(
          "reasons", () -> review.verdict().reasons().stream().map(Reason::message).iterator());
    }
    json.endObject();
  }

  private static boolean isOfServer(ReviewFinding finding) {
    return finding.ruleType() != RuleType.PREFLIGHT && !finding.targets().isEmpty();
  }

  private void checkResults() throws IOException {
    json.beginObject("checkResults").putUnlessEmpty("affectedRows", rows(report.affectedRows()));
    Set<Place> more = findings.notInAccounts();
    boolean some = report.targets().stream().anyMatch(target -> !target.reviewed().isEmpty());
    if (some || !more.isEmpty()) {
      json.beginArray("results");
      for (TargetReview target : report.targets()) {
        for (ReviewedFile file : target.reviewed()) {
          result(file);
        }
      }
      for (Place place : more) {
        result(new ReviewedFile(place.file(), place.database(), 0, RiskLevel.NONE));
      }
      json.endArray();
    }
    json.putUnlessEmpty("riskLevel", risk(report.riskLevel())).endObject();
  }

  private void result(ReviewedFile file) throws IOException {
    json.beginObject();
    List<ReviewFinding> advices = new ArrayList<>(findings.of(file.path(), file.database()));
    advices.removeIf(finding -> !isOfServer(finding));
    if (!advices.isEmpty()) {
      json.beginArray("advices");
      for (ReviewFinding advice : advices) {
        ActionAdvice.write(advice, json);
      }
      json.endArray();
    }
    json.putUnlessEmpty("affectedRows", rows(file.affectedRows()))
        .putUnlessEmpty("file", file.path())
        .putUnlessEmpty("riskLevel", risk(file.riskLevel()))
        .putUnlessEmpty("target", file.database())
        .endObject();
  }

  private static String rows(long rows) {
    return rows == 0 ? "" : Long.toString(rows);
  }

  private static String risk(RiskLevel level) {
    return switch (level) {
      case NONE -> "";
      case LOW, MODERATE, HIGH -> level.name();
      case UNKNOWN -> RiskLevel.HIGH.name();
    };
  }
}
