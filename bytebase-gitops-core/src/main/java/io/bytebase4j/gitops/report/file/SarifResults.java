package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results of one SARIF document: what was not reviewed first, then the findings. */
final class SarifResults {
  private final ReportedReview review;
  private final SarifText texts;
  private final SarifRules rules;
  private final List<Gap> gaps;
  private final List<ReviewFinding> findings = new ArrayList<>();
  private final List<ReviewFinding> withoutFile = new ArrayList<>();
  private final int leftOut;

  SarifResults(ReportedReview review, List<Gap> gaps, SarifText texts, int most) {
    this.review = review;
    this.texts = texts;
    this.rules = new SarifRules(texts);
    this.gaps = gaps.stream().filter(gap -> gap.file().isPresent()).limit(most).toList();
    this.gaps.forEach(unused -> rules.addGap());
    int more = 0;
    for (ReviewFinding finding : review.report().findings()) {
      if (review.path(finding).isEmpty()) {
        withoutFile.add(finding);
      } else if (this.gaps.size() + findings.size() < most) {
        findings.add(finding);
        rules.add(finding);
      } else {
        more++;
      }
    }
    this.leftOut = more;
  }

  /** How many findings are not among the results because there would be too many. */
  int leftOut() {
    return leftOut;
  }

  /** The findings that can't be results. */
  List<ReviewFinding> withoutFile() {
    return withoutFile;
  }

  void writeRules(Json json) throws IOException {
    rules.write(json);
  }

  void write(Json json) throws IOException {
    json.beginArray("results");
    for (Gap gap : gaps) {
      begin(Gap.RULE, gap.stops() ? "error" : "warning", gap.message(), json);
      location(gap.file().orElseThrow(), Position.NONE, Position.NONE, json);
      end(gap.fingerprint(), Optional.empty(), json);
    }
    for (ReviewFinding finding : findings) {
      begin(
          Phrases.ruleId(finding),
          SarifRules.level(finding.severity()),
          Phrases.what(finding) + Phrases.on(finding.targets()),
          json);
      location(review.path(finding), finding.start(), finding.end(), json);
      end(finding.fingerprint(), Pass.of(review, finding), json);
    }
    json.endArray();
  }

  private void begin(String rule, String level, String message, Json json) throws IOException {
    json.beginObject()
        .put("ruleId", rule)
        .put("ruleIndex", rules.index(rule))
        .put("level", level)
        .beginObject("message")
        .put("text", texts.message(message))
        .endObject();
  }

  private static void location(String path, Position start, Position end, Json json)
      throws IOException {
    json.beginArray("locations")
        .beginObject()
        .beginObject("physicalLocation")
        .beginObject("artifactLocation")
        .put("uri", SarifText.uri(path))
        .endObject();
    if (start.line() > 0) {
      json.beginObject("region")
          .put("startLine", start.line())
          .putUnlessZero("startColumn", start.column());
      if (end.compareTo(start) > 0) { // both name the first place after the end
        json.put("endLine", end.line()).putUnlessZero("endColumn", end.column());
      }
      json.endObject();
    }
    json.endObject().endObject().endArray();
  }

  // All results of a run have the field, or none: an empty list says that one is not let pass.
  private void end(String fingerprint, Optional<Pass> pass, Json json) throws IOException {
    json.beginObject("partialFingerprints")
        .put("primaryLocationLineHash", fingerprint)
        .endObject()
        .beginArray("suppressions");
    if (pass.isPresent()) {
      json.beginObject()
          .put("kind", pass.get().inSource() ? "inSource" : "external")
          .put("status", "accepted")
          .put("justification", Texts.cutToUnits(pass.get().why(), SarifText.LONGEST))
          .endObject();
    }
    json.endArray().endObject();
  }
}
