package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.io.IOException;
import java.util.Optional;

/** One document of {@link CodeQualityReport}. */
final class CodeQualityDocument {
  private static final String NO_FILE = ".";

  private final ReportedReview review;
  private final Json json;

  CodeQualityDocument(ReportedReview review, Json json) {
    this.review = review;
    this.json = json;
  }

  void write() throws IOException {
    json.beginArray();
    for (Gap gap : Gap.of(review)) {
      item(
          gap.message(),
          Gap.RULE,
          gap.fingerprint(),
          gap.stops() ? "critical" : "minor",
          gap.file().orElse(NO_FILE),
          1);
    }
    for (ReviewFinding finding : review.report().findings()) {
      Optional<Pass> pass = Pass.of(review, finding);
      item(
          Phrases.what(finding)
              + Phrases.on(finding.targets())
              + pass.map(let -> " [let pass: " + let.why() + "]").orElse(""),
          Phrases.ruleId(finding),
          finding.fingerprint(),
          pass.isPresent() ? "info" : severity(finding),
          review.path(finding),
          Math.max(1, finding.line()));
    }
    json.endArray().end();
  }

  private static String severity(ReviewFinding finding) {
    return switch (finding.severity()) {
      case ERROR -> "critical";
      case WARNING -> "minor";
      case INFO -> "info";
    };
  }

  private void item(
      String description, String check, String fingerprint, String severity, String path, int line)
      throws IOException {
    json.beginObject()
        .put("description", description)
        .put("check_name", check)
        .put("fingerprint", Hashes.of(review.key(), fingerprint))
        .put("severity", severity)
        .beginObject("location")
        .put("path", path.isEmpty() ? NO_FILE : path)
        .beginObject("lines")
        .put("begin", line)
        .endObject()
        .endObject()
        .endObject();
  }
}
