package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict.Reason;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.TargetReview;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What {@link ActionOutput} says of a review, alone or in a document with more in it. */
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
    writeFields();
    json.endObject().end();
  }

  /** The fields, which come before all others in the order of the alphabet. */
  void writeFields() throws IOException {
    ours();
    if (answered()) {
      checkResults();
    }
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
            .put("severity", finding.severity().name());
        if (!finding.targets().isEmpty()) {
          json.put("targets", finding.targets());
        }
        json.put("title", finding.title()).endObject();
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
    boolean some = false;
    for (ReviewedFile file : places()) {
      List<ReviewFinding> advices = advices(file);
      if (advices.isEmpty() && file.affectedRows() == 0 && file.riskLevel() == RiskLevel.NONE) {
        continue; // the server is silent where it has nothing to say
      }
      if (!some) {
        json.beginArray("results");
        some = true;
      }
      result(file, advices);
    }
    if (some) {
      json.endArray();
    }
    json.putUnlessEmpty("riskLevel", risk(report.riskLevel())).endObject();
  }

  private Iterable<ReviewedFile> places() {
    return () ->
        Stream.concat(
                report.targets().stream().flatMap(target -> target.reviewed().stream()),
                findings.notInAccounts().stream()
                    .map(
                        place ->
                            new ReviewedFile(place.file(), place.database(), 0, RiskLevel.NONE)))
            .iterator();
  }

  private List<ReviewFinding> advices(ReviewedFile file) {
    return findings.of(file.path(), file.database()).stream()
        .filter(ActionDocument::isOfServer)
        .toList();
  }

  private void result(ReviewedFile file, List<ReviewFinding> advices) throws IOException {
    json.beginObject();
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
