package io.bytebase4j.gitops.report.bitbucket;

import com.google.gson.JsonObject;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.util.Comparator;
import java.util.List;

/**
 * The bodies of all annotations of a report, the worst first.
 *
 * @param json at most 1000
 * @param leftOut how many more there would be
 */
record InsightsAnnotations(List<JsonObject> json, int leftOut) {
  private static final int MOST = 1000;

  static InsightsAnnotations of(ReportedReview review) {
    List<ReviewFinding> findings = review.report().findings();
    List<JsonObject> json =
        findings.stream()
            .sorted(Comparator.comparingInt(finding -> rank(review.stateOf(finding))))
            .limit(MOST)
            .map(finding -> new Annotation(review, finding).json())
            .toList();
    return new InsightsAnnotations(json, findings.size() - json.size());
  }

  // The findings come with errors first, and stay in that order.
  private static int rank(FindingState state) {
    return switch (state) {
      case BLOCKING -> 0;
      case NOTED -> 1;
      case WAIVED -> 2;
    };
  }
}
