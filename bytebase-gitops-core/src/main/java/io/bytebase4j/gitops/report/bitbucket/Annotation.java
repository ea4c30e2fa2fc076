package io.bytebase4j.gitops.report.bitbucket;

import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewVerdict.Waiver;
import io.bytebase4j.gitops.review.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The body of one annotation. */
record Annotation(ReportedReview review, ReviewFinding finding) {
  // Learned from Bitbucket's answers, and Data Center's limit, in UTF-16 units.
  private static final int MOST_OF_SUMMARY = 450;
  private static final int MOST_OF_DETAILS = 2000;
  private static final int MOST_OF_CONTENT = 1000;
  private static final int MOST_TARGETS = 20;
  private static final Pattern OUTSIDE =
      Pattern.compile("/.*|[A-Za-z]:/.*|\\.\\.(/.*)?", Pattern.DOTALL);

  JsonObject json() {
    FindingState state = review.stateOf(finding);
    JsonObject json = new JsonObject();
    json.addProperty("external_id", InsightsReport.id(review) + "-" + finding.fingerprint());
    json.addProperty("annotation_type", "CODE_SMELL");
    json.addProperty("result", result(state));
    json.addProperty("severity", severity(state));
    json.addProperty("summary", Texts.cutToUnits(summary(), MOST_OF_SUMMARY));
    json.addProperty(
        "details", Texts.cutToUnits(String.join("\n", details(state)), MOST_OF_DETAILS));
    String path = review.path(finding);
    // Without a path it shows on the pull request as a whole.
    if (isInRepository(path)) {
      json.addProperty("path", path);
      if (finding.line() > 0) {
        json.addProperty("line", finding.line());
      }
    }
    review.runPage().ifPresent(page -> json.addProperty("link", page.toString()));
    return json;
  }

  private static boolean isInRepository(String path) {
    return !path.isEmpty() && !OUTSIDE.matcher(path).matches();
  }

  private static String result(FindingState state) {
    return switch (state) {
      case BLOCKING -> "FAILED";
      case NOTED -> "IGNORED";
      case WAIVED -> "SKIPPED";
    };
  }

  private String severity(FindingState state) {
    if (state == FindingState.BLOCKING) {
      return "HIGH";
    }
    return state == FindingState.NOTED && finding.severity() == Severity.ERROR ? "MEDIUM" : "LOW";
  }

  private String summary() {
    String title = Texts.flowing(finding.title());
    String content = Texts.flowing(finding.content());
    String name = title.isEmpty() ? finding.ruleId() : title;
    return content.isEmpty() ? name : name + ": " + content;
  }

  private List<String> details(FindingState state) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Rule %s, %s. %s"
            .formatted(finding.ruleId(), Wording.severity(finding.severity()), standing(state)));
    if (summary().length() > MOST_OF_SUMMARY) {
      lines.add(Texts.cutToUnits(Texts.flowing(finding.content()), MOST_OF_CONTENT));
    }
    if (!isInRepository(review.path(finding))) {
      lines.add("File: " + Texts.visible(review.path(finding)));
    }
    int targets = finding.targets().size();
    if (targets > 0) {
      lines.add(targets == 1 ? "On 1 target:" : "On " + targets + " targets:");
      finding.targets().stream()
          .limit(MOST_TARGETS)
          .forEach(target -> lines.add("- " + Texts.visible(target)));
      if (targets > MOST_TARGETS) {
        lines.add("- and " + (targets - MOST_TARGETS) + " more");
      }
    }
    return lines;
  }

  private String standing(FindingState state) {
    return switch (state) {
      case BLOCKING -> "It stops the change.";
      case NOTED -> "It does not stop the change.";
      case WAIVED -> review.waiverOf(finding).map(this::waived).orElse("It is let pass.");
    };
  }

  private String waived(Waiver waiver) {
    String by =
        waiver
            .until()
            .map(day -> "the policy until " + day)
            .orElseGet(
                () ->
                    "a comment in the file"
                        + finding
                            .suppressedBy()
                            .map(Suppression::line)
                            .map(l -> ", line " + l)
                            .orElse(""));
    return "It is let pass by "
        + by
        + ": "
        + Texts.cutToUnits(Texts.flowing(waiver.reason()), MOST_OF_SUMMARY);
  }
}
