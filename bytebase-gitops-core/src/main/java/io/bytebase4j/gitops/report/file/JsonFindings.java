package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.Suppression;
import java.io.IOException;

/** The findings in a document of {@link JsonReport}. */
final class JsonFindings {
  private final ReportedReview review;
  private final Json json;

  JsonFindings(ReportedReview review, Json json) {
    this.review = review;
    this.json = json;
  }

  void write(ReviewFinding finding) throws IOException {
    json.beginObject()
        .put("fingerprint", finding.fingerprint())
        .put("severity", finding.severity().name())
        .put("state", review.stateOf(finding).name())
        .put("ruleId", finding.ruleId())
        .put("ruleType", finding.ruleType().name())
        .put("code", finding.code())
        .put("title", finding.title())
        .put("content", finding.content())
        .put("file", review.path(finding));
    position("start", finding.start());
    position("end", finding.end());
    json.put("targets", finding.targets());
    Suppression suppression = finding.suppression();
    if (suppression != null) {
      json.beginObject("suppression")
          .put("line", suppression.line())
          .put("rules", () -> suppression.rules().stream().sorted().iterator())
          .put("reason", suppression.reason())
          .endObject();
    }
    json.endObject();
  }

  private void position(String name, Position position) throws IOException {
    if (position.line() > 0) {
      json.beginObject(name)
          .put("line", position.line())
          .putUnlessZero("column", position.column())
          .endObject();
    }
  }
}
