package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.FileReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.ReviewedFile;
import io.bytebase4j.gitops.review.TargetReview;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One document of {@link JsonReport}. */
final class JsonDocument {
  private final ReportedReview review;
  private final ReviewReport report;
  private final Json json;

  JsonDocument(ReportedReview review, Json json) {
    this.review = review;
    this.report = review.report();
    this.json = json;
  }

  void write() throws IOException {
    json.beginObject()
        .put("schemaVersion", JsonReport.SCHEMA_VERSION)
        .put("key", review.key())
        .put("title", review.title())
        .put("project", report.project())
        .put("reviewedAt", report.reviewedAt().toString());
    if (review.runPage().isPresent()) {
      json.put("runUrl", review.runPage().get().toString());
    }
    json.put("pathPrefix", review.pathPrefix()).put("complete", report.isComplete());
    verdict();
    totals();
    files();
    targets();
    findings();
    json.put("notes", report.notes()).endObject().end();
  }

  private void verdict() throws IOException {
    ReviewVerdict verdict = review.verdict();
    json.beginObject("verdict").put("passed", verdict.passed()).beginArray("reasons");
    for (ReviewVerdict.Reason reason : verdict.reasons()) {
      json.beginObject()
          .put("kind", reason.kind().name())
          .put("message", reason.message())
          .put("targets", reason.targets());
      json.put(
              "findings",
              () -> reason.findings().stream().map(ReviewFinding::fingerprint).iterator())
          .endObject();
    }
    json.endArray().beginArray("waivers");
    for (ReviewVerdict.Waiver waiver : verdict.waivers()) {
      json.beginObject()
          .put("finding", waiver.finding().fingerprint())
          .put("reason", waiver.reason());
      lastDay(waiver);
      json.endObject();
    }
    json.endArray().put("notes", verdict.notes()).endObject();
  }

  private void lastDay(ReviewVerdict.Waiver waiver) throws IOException {
    if (waiver.until().isPresent()) {
      json.put("lastDay", waiver.until().get().toString());
    }
  }

  private void totals() throws IOException {
    json.beginObject("totals")
        .put("findings", report.findings().size())
        .put("errors", report.count(Severity.ERROR))
        .put("warnings", report.count(Severity.WARNING))
        .put("infos", report.count(Severity.INFO))
        .put("affectedRows", report.affectedRows())
        .put("riskLevel", report.riskLevel().name())
        .endObject();
  }

  private void files() throws IOException {
    Set<String> toReview = new HashSet<>(report.files());
    json.beginArray("files");
    for (FileReview file : report.byFile()) {
      json.beginObject()
          .put("file", review.path(file.path()))
          .put("toReview", toReview.contains(file.path()))
          .put("errors", file.errors())
          .put("warnings", file.warnings())
          .put("affectedRows", file.affectedRows())
          .put("riskLevel", file.riskLevel().name())
          .put("reviewed", file.reviewed())
          .put("alreadyApplied", file.alreadyApplied())
          .put("unknown", file.unknown())
          .endObject();
    }
    json.endArray();
  }

  private void targets() throws IOException {
    json.beginArray("targets");
    for (TargetReview target : report.targets()) {
      json.beginObject().put("target", target.target());
      String group = target.group();
      if (group != null) {
        json.put("group", group);
      }
      String environment = target.environment();
      if (environment != null) {
        json.put("environment", environment);
      }
      json.put("outcome", target.outcome().name())
          .put("detail", target.detail())
          .put("affectedRows", target.affectedRows())
          .put("riskLevel", target.riskLevel().name())
          .beginArray("reviewed");
      for (ReviewedFile file : target.reviewed()) {
        json.beginObject()
            .put("file", review.path(file.path()))
            .put("database", file.database())
            .put("affectedRows", file.affectedRows())
            .put("riskLevel", file.riskLevel().name())
            .endObject();
      }
      json.endArray()
          .put("alreadyApplied", paths(target.alreadyApplied()))
          .put("unknown", paths(target.unknown()))
          .endObject();
    }
    json.endArray();
  }

  private Iterable<String> paths(List<String> files) {
    return () -> files.stream().map(review::path).iterator();
  }

  private void findings() throws IOException {
    JsonFindings findings = new JsonFindings(review, json);
    json.beginArray("findings");
    for (ReviewFinding finding : report.findings()) {
      findings.write(finding);
    }
    json.endArray();
  }
}
