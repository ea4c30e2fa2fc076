package io.bytebase4j.gitops.report.bitbucket;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.TargetReview;
import java.util.ArrayList;
import java.util.List;

/** The body of a report, in each state of being published. Immutable. */
final class InsightsReport {
  private static final String PREFIX = "bytebase4j-";
  // Bitbucket Cloud documents no lengths; these are Data Center's. Counted in UTF-16 units, of
  // which there are never fewer than characters.
  private static final int MOST_OF_TITLE = 450;
  private static final int MOST_OF_DETAILS = 2000;

  private final ReportedReview review;
  private final int leftOut;

  InsightsReport(ReportedReview review, int leftOut) {
    this.review = review;
    this.leftOut = leftOut;
  }

  static String id(ReportedReview review) {
    return PREFIX + review.key();
  }

  String id() {
    return id(review);
  }

  int leftOut() {
    return leftOut;
  }

  /** While annotations are being sent. */
  JsonObject pending() {
    return body("PENDING", List.of("The findings of this review are still being sent."));
  }

  /** When sending them failed: a bad result is shown, a good one is not. */
  JsonObject unfinished(int sent, int all) {
    List<String> lines = new ArrayList<>();
    lines.add("Not whole: only %d of %d annotations could be sent.".formatted(sent, all));
    lines.addAll(lines());
    return body(review.verdict().passed() ? "PENDING" : "FAILED", lines);
  }

  /** When all are there. */
  JsonObject whole() {
    return body(review.verdict().passed() ? "PASSED" : "FAILED", lines());
  }

  private JsonObject body(String result, List<String> lines) {
    JsonObject body = new JsonObject();
    String title = Texts.cutToUnits(Texts.flowing(review.title()), MOST_OF_TITLE);
    body.addProperty("title", title.isEmpty() ? "SQL review" : title);
    body.addProperty("details", Texts.cutToUnits(String.join("\n", lines), MOST_OF_DETAILS));
    body.addProperty("external_id", id());
    body.addProperty("reporter", "Bytebase4J");
    body.addProperty("report_type", "TEST");
    body.addProperty("result", result);
    review.runPage().ifPresent(page -> body.addProperty("link", page.toString()));
    body.add("data", data());
    return body;
  }

  private List<String> lines() {
    ReviewVerdict verdict = review.verdict();
    List<String> lines = new ArrayList<>();
    lines.add(verdict.passed() ? "The change may go on." : "The change may not go on:");
    verdict.reasons().forEach(reason -> lines.add("- " + Texts.flowing(reason.message())));
    if (leftOut > 0) {
      // Before what may be long, so that it is not cut off.
      lines.add(
          verdict.passed() ? 1 : 0,
          "Bitbucket takes 1000 annotations: %d findings are left out here; the run has them all."
              .formatted(leftOut));
    }
    if (verdict.passed()) {
      for (TargetReview target : review.report().incompleteTargets()) {
        lines.add(Texts.flowing(target.target() + ": incomplete: " + target.detail()));
      }
    }
    verdict.notes().forEach(note -> lines.add("Note: " + Texts.flowing(note)));
    return lines;
  }

  private JsonArray data() {
    ReviewReport report = review.report();
    JsonArray data = new JsonArray();
    data.add(number("Errors", report.count(Severity.ERROR)));
    data.add(number("Warnings", report.count(Severity.WARNING)));
    data.add(number("Notes", report.count(Severity.INFO)));
    data.add(number("Stopping the change", count(FindingState.BLOCKING)));
    data.add(number("Let pass", count(FindingState.WAIVED)));
    data.add(number("Files", report.files().size()));
    data.add(number("Targets", report.targets().size()));
    data.add(number("Affected rows, about", report.affectedRows()));
    data.add(item("Highest risk", "TEXT", new JsonPrimitive(Wording.risk(report.riskLevel()))));
    data.add(item("Complete", "BOOLEAN", new JsonPrimitive(report.isComplete())));
    return data;
  }

  private long count(FindingState state) {
    return review.report().findings().stream()
        .filter(finding -> review.stateOf(finding) == state)
        .count();
  }

  private static JsonObject number(String title, long value) {
    return item(title, "NUMBER", new JsonPrimitive(value));
  }

  private static JsonObject item(String title, String type, JsonPrimitive value) {
    JsonObject item = new JsonObject();
    item.addProperty("title", title);
    item.addProperty("type", type);
    item.add("value", value);
    return item;
  }
}
