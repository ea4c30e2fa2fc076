package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.Severity;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What GitHub would refuse is left out, and that is said. */
class SarifLimitsTest {

  private static JsonNode run(ReportedReview review) {
    return Schemas.parsed(new SarifReport().render(review)).at("/runs/0");
  }

  private static List<String> notifications(JsonNode run) {
    return run.at("/invocations/0/toolExecutionNotifications")
        .valueStream()
        .map(note -> note.get("level").stringValue() + " " + note.at("/message/text").stringValue())
        .toList();
  }

  private static ReportedReview review(List<TargetReview> targets, ReviewFinding... findings) {
    return ReportedReview.of(
        new ReviewReport(
                "projects/hr",
                Instant.EPOCH,
                List.of("m/1_a.sql"),
                targets,
                List.of(findings),
                List.of())
            .judgedBy(ReviewPolicy.standard()));
  }

  private static TargetReview target(Outcome outcome) {
    return new TargetReview(
        "instances/i/databases/" + outcome,
        null,
        null,
        outcome,
        List.of(),
        List.of(),
        List.of("m/1_a.sql"),
        "why");
  }

  private static ReviewFinding finding(String file, String title, String content) {
    return new ReviewFinding(
        Severity.ERROR,
        7,
        title,
        content,
        RuleType.PARSER_BASED,
        file,
        Position.NONE,
        Position.NONE,
        List.of(),
        "f",
        null);
  }

  @Test
  void noMoreThan25000ResultsTheWorstFirst() {
    JsonNode run = run(SampleReviews.large(25_003, 0));

    assertThat(run.get("results").size()).isEqualTo(25_000);
    assertThat(run.get("results").valueStream().limit(2501).map(r -> r.get("level").stringValue()))
        .containsOnly("error");
    assertThat(notifications(run))
        .contains(
            "error 3 results left out, those that come last in the report: GitHub takes no more"
                + " than 25,000");
  }

  @Test
  void notOneIsLeftOutUpToTheLimit() {
    JsonNode run = run(SampleReviews.large(25_000, 0));

    assertThat(run.get("results").size()).isEqualTo(25_000);
    assertThat(notifications(run)).isEmpty();
  }

  @Test
  void textsAreCutBehindAWholeCharacter() {
    JsonNode run = run(review(List.of(), finding("m/1_a.sql", "", "[".repeat(600))));
    String message = run.at("/results/0/message/text").stringValue();

    assertThat(message).hasSizeBetween(1000, 1024).endsWith("\\[…");
    assertThat(notifications(run))
        .containsExactly(
            "warning 1 text cut: GitHub takes no more than 1,024 characters, or 255 for a name");
  }

  @Test
  void textsThatFitAreWhole() {
    String fits = "x".repeat(1024);

    JsonNode run = run(review(List.of(), finding("m/1_a.sql", "", fits)));

    assertThat(run.at("/results/0/message/text").stringValue()).isEqualTo(fits);
    assertThat(notifications(run)).isEmpty();
  }

  @Test
  void namesOfRulesAreCut() {
    JsonNode run = run(review(List.of(), finding("m/1_a.sql", "😀".repeat(200), "c")));

    assertThat(run.at("/tool/driver/rules/0/name").stringValue()).hasSize(255).endsWith("😀…");
    assertThat(notifications(run)).singleElement().asString().startsWith("warning 1 text cut");
  }

  @Test
  void aRuleOfSeveralTitlesHasNoName() {
    JsonNode rules =
        run(review(
                List.of(),
                finding("m/1_a.sql", "one", "c"),
                finding("m/1_a.sql", "two", "c"),
                finding("m/1_a.sql", "three", "c")))
            .at("/tool/driver/rules");

    assertThat(rules.size()).isEqualTo(1);
    assertThat(rules.get(0).has("name")).isFalse();
    assertThat(rules.at("/0/shortDescription/text").stringValue())
        .isEqualTo("Findings of bytebase-7");
  }

  @Test
  void aFindingWithoutAFileIsANotification() {
    JsonNode run = run(review(List.of(), finding("", "T", "c")));

    assertThat(run.get("results").isEmpty()).isTrue();
    assertThat(notifications(run)).containsExactly("error bytebase-7: T: c");
  }

  @Test
  void anIncompleteReviewIsAResultAndANotification() {
    JsonNode run = run(review(List.of(target(Outcome.CAPPED))));

    assertThat(run.at("/results/0/ruleId").stringValue()).isEqualTo("bytebase-incomplete");
    assertThat(run.at("/results/0/level").stringValue()).isEqualTo("error");
    assertThat(notifications(run))
        .containsExactly(
            "error The review of instances/i/databases/CAPPED is not complete: 1 file not"
                + " reviewed; why");
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, FAILED, false",
    "FAILED, CAPPED, true",
    "NOT_ASKED, NOT_ASKED, true",
    "CAPPED, SAMPLED, true",
  })
  void onlyARunThatCouldNotAskAtAllFailed(Outcome one, Outcome other, boolean successful) {
    JsonNode run = run(review(List.of(target(one), target(other))));

    assertThat(run.at("/invocations/0/executionSuccessful").booleanValue()).isEqualTo(successful);
    assertThat(notifications(run)).hasSize(2).allMatch(note -> note.startsWith("error "));
  }

  @Test
  void aCleanReviewHasNothingToSay() {
    JsonNode run = run(SampleReviews.clean());

    assertThat(run.get("results").isEmpty()).isTrue();
    assertThat(run.at("/invocations/0/executionSuccessful").booleanValue()).isTrue();
    assertThat(notifications(run)).isEmpty();
  }
}
