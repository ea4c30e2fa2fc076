package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.review.Position;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.RuleType;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ActionOutputTest {
  private final ActionOutput output = new ActionOutput();

  private JsonNode json(ReportedReview review) {
    return Schemas.parsed(output.render(review));
  }

  private static ReportedReview review(Outcome outcome, ReviewFinding... findings) {
    TargetReview target =
        new TargetReview(
            SampleReviews.TEST,
            null,
            null,
            outcome,
            List.of(),
            List.of(),
            outcome == Outcome.COMPLETE ? List.of() : List.of("m/1_a.sql"),
            outcome == Outcome.COMPLETE ? "" : "why");
    return ReportedReview.of(
        new ReviewReport(
                "projects/hr",
                Instant.EPOCH,
                List.of("m/1_a.sql"),
                List.of(target),
                List.of(findings),
                List.of())
            .judgedBy(ReviewPolicy.standard()));
  }

  @Property(tries = 300)
  void eachFindingStandsOnceAtEachOfItsDatabases(@ForAll("reviews") ReportedReview review) {
    List<String> written = new ArrayList<>();
    for (JsonNode result : json(review).at("/checkResults/results").values()) {
      for (JsonNode advice : result.path("advices").values()) {
        written.add(
            place(result.path("file"), result.path("target"))
                + advice.path("title").asString("")
                + advice.path("content").asString("")
                + advice.at("/startPosition/line").asInt(0));
      }
    }

    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            review.report().findings().stream()
                .filter(finding -> finding.ruleType() != RuleType.PREFLIGHT)
                .flatMap(ActionOutputTest::places)
                .toList());
  }

  private static Stream<String> places(ReviewFinding finding) {
    return finding.targets().stream()
        .map(
            target ->
                finding.file()
                    + " "
                    + target
                    + finding.title()
                    + finding.content()
                    + finding.line());
  }

  private static String place(JsonNode file, JsonNode target) {
    return file.stringValue() + " " + target.stringValue();
  }

  @Property(tries = 300)
  void keysStandInOrderAndZeroValuesAreLeftOut(@ForAll("reviews") ReportedReview review) {
    requireGoAndProto(json(review).path("checkResults"));
  }

  @Provide
  Arbitrary<ReportedReview> reviews() {
    return AnyReview.any();
  }

  // Go sorts the keys of a map; proto-JSON leaves out what has its default value.
  private static void requireGoAndProto(JsonNode json) {
    assertThat(List.copyOf(json.propertyNames())).isSorted();
    json.values()
        .forEach(
            value -> {
              assertThat(value.isNull()).isFalse();
              assertThat(value.isNumber() && value.intValue() == 0).isFalse();
              assertThat(value.isString() && value.stringValue().isEmpty()).isFalse();
              assertThat(value.isArray() && value.isEmpty()).isFalse();
              requireGoAndProto(value);
            });
  }

  @Test
  void rowsAreTextAsNumbersOf64BitsAre() {
    JsonNode results = json(SampleReviews.rich()).get("checkResults");

    assertThat(results.get("affectedRows").stringValue()).isEqualTo("3715");
    assertThat(results.at("/results/2/affectedRows").stringValue()).isEqualTo("1200");
    assertThat(results.get("riskLevel").stringValue()).isEqualTo("HIGH");
  }

  @Test
  void pathsAreThoseThatWereSent() {
    assertThat(json(SampleReviews.rich().withPathPrefix("db/")))
        .isEqualTo(json(SampleReviews.rich()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "NOT_ASKED"})
  void whereNoTargetCouldBeAskedThereAreNoResults(Outcome outcome) {
    JsonNode json = json(review(outcome));

    assertThat(json.propertyNames()).containsExactly("bytebase4j");
    assertThat(json.at("/bytebase4j/passed").booleanValue()).isFalse();
    assertThat(json.at("/bytebase4j/incomplete/0/outcome").stringValue()).isEqualTo(outcome.name());
  }

  @Test
  void anAnswerWithNothingToSayIsAnEmptyObject() {
    JsonNode json = json(review(Outcome.COMPLETE));

    assertThat(json.get("checkResults")).isEqualTo(Schemas.parsed("{}"));
    assertThat(json.get("bytebase4j"))
        .isEqualTo(Schemas.parsed("{\"complete\": true, \"passed\": true}"));
  }

  @Test
  void whatIsNoResultOfTheServerStandsUnderAKeyOfItsOwn() {
    JsonNode json = json(SampleReviews.rich());

    assertThat(
            json.at("/bytebase4j/preflight").valueStream().map(f -> f.get("title").stringValue()))
        .containsExactly("SIMILAR_VERSION", "LEFT_OUT");
    assertThat(json.get("checkResults").toString()).doesNotContain("SIMILAR_VERSION", "LEFT_OUT");
    assertThat(json.at("/bytebase4j/reasons").size()).isEqualTo(4);
  }

  @Test
  void aFindingOutsideOfTheAccountsIsNotLost() {
    ReviewFinding finding =
        new ReviewFinding(
            io.bytebase4j.gitops.common.Severity.ERROR,
            1,
            "T",
            "c",
            RuleType.PARSER_BASED,
            "m/1_a.sql",
            Position.NONE,
            Position.NONE,
            List.of("instances/x/databases/y"),
            "f",
            null);

    assertThat(json(review(Outcome.COMPLETE, finding)).at("/checkResults/results"))
        .isEqualTo(
            Schemas.parsed(
                """
                [{"advices": [{"code": 1, "content": "c", "ruleType": "PARSER_BASED",
                               "status": "ERROR", "title": "T"}],
                  "file": "m/1_a.sql", "target": "instances/x/databases/y"}]
                """));
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textsKeepTheirValues(String text) {
    JsonNode result = json(SampleReviews.hostile(text)).at("/checkResults/results/0");
    String fit = text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");

    assertThat(result.at("/advices/0/content").asString("")).isEqualTo(fit);
    assertThat(result.get("target").stringValue()).endsWith("/" + fit);
  }
}
