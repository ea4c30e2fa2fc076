package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.Wording;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of test cases. */
final class JUnitTexts {
  private static final int LONGEST_MESSAGE = 200;

  private final ReportedReview review;
  private final int longest;

  JUnitTexts(ReportedReview review, int longest) {
    this.review = review;
    this.longest = longest;
  }

  /** The findings one after another, each as compilers write it. */
  String inFull(List<ReviewFinding> findings) {
    return listed(findings.stream().map(this::inFull).toList(), "finding");
  }

  private String inFull(ReviewFinding finding) {
    String place =
        Texts.visible(review.path(finding))
            + (finding.line() == 0 ? "" : ":" + finding.line())
            + (finding.column() == 0 ? "" : ":" + finding.column());
    String pass = Pass.of(review, finding).map(let -> " [let pass: " + let.why() + "]").orElse("");
    String head =
        "%s: %s: %s [%s]%s"
            .formatted(
                place,
                Wording.severity(finding.severity()),
                Texts.flowing(finding.title()),
                Phrases.ruleId(finding),
                pass);
    return head
        + finding
            .content()
            .strip()
            .lines()
            .map(line -> "\n  " + Texts.visible(line.replace("\t", "    ")))
            .collect(Collectors.joining());
  }

  /** Texts one after another, as many as fit, and how many do not. */
  String listed(List<String> texts, String noun) {
    List<String> fit = new ArrayList<>();
    int length = 0;
    for (String text : texts) {
      length += text.length() + 1;
      if (length > longest && !fit.isEmpty()) {
        fit.add("… and " + Wording.count(texts.size() - fit.size(), "more " + noun));
        break;
      }
      fit.add(Texts.cutToUnits(text, longest));
    }
    return String.join("\n", fit);
  }

  /** The findings in a few words: how many, and the first. */
  String inShort(List<ReviewFinding> findings) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (count > 0) {
        counts.add(Wording.count(count, Wording.severity(severity)));
      }
    }
    return inShort(String.join(", ", counts) + ": " + Phrases.what(findings.get(0)));
  }

  /** A line in a few words. */
  String inShort(String line) {
    return Texts.cutToCodePoints(line, LONGEST_MESSAGE);
  }
}
