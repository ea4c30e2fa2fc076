package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CodeQualityReportTest {
  /** What GitLab's guide requires of an item, and nothing beside. */
  private static final Schema REQUIRED =
      Schemas.of(
          """
          {"type": "array", "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": false,
            "properties": {
              "description": {"type": "string", "minLength": 1},
              "check_name": {"type": "string", "minLength": 1},
              "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
              "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
              "location": {
                "type": "object", "required": ["path", "lines"], "additionalProperties": false,
                "properties": {
                  "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\\\.?/"}},
                  "lines": {
                    "type": "object", "required": ["begin"], "additionalProperties": false,
                    "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}}
          """,
          SpecificationVersion.DRAFT_7);

  private final CodeQualityReport report = new CodeQualityReport();

  private List<JsonNode> items(ReportedReview review) {
    return Schemas.parsed(report.render(review)).valueStream().toList();
  }

  private static List<String> texts(List<JsonNode> items, String field) {
    return items.stream().map(item -> item.at(field).asString()).toList();
  }

  @Property(tries = 300)
  void hasWhatGitLabRequiresForAnyReview(@ForAll("reviews") ReportedReview review) {
    Schemas.assertValid(REQUIRED, report.render(review));
    List<JsonNode> items = items(review);
    assertThat(items)
        .hasSize(review.report().findings().size() + review.report().incompleteTargets().size());
    assertThat(texts(items, "/fingerprint")).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<ReportedReview> reviews() {
    return AnyReview.any();
  }

  @Test
  void nothingFoundIsAnEmptyArray() {
    assertThat(report.render(SampleReviews.clean())).isEqualTo("[]\n");
  }

  @Test
  void severitiesAreTheServersAndWhatIsLetPassIsInfo() {
    List<JsonNode> items = items(SampleReviews.rich());

    assertThat(texts(items, "/severity"))
        .containsExactly(
            "critical", "critical", "critical", "info", "info", "minor", "minor", "info");
    assertThat(texts(items, "/description").get(3))
        .endsWith("[let pass: legacy tables, OPS-77, until 2026-12-31]");
    assertThat(texts(items, "/description").get(4)).endsWith("[let pass: notes are optional]");
  }

  @Test
  void whatWasNotReviewedIsAnItemAtItsFirstFile() {
    JsonNode first = items(SampleReviews.rich().withPathPrefix("db/")).get(0);

    assertThat(first.get("check_name").stringValue()).isEqualTo("bytebase-incomplete");
    assertThat(first.at("/location/path").stringValue())
        .isEqualTo("db/migration/0202505141730_again.sql");
    assertThat(first.get("description").stringValue())
        .contains("prod-eu", "2 files not reviewed", "limit of 50 errors");
  }

  @Test
  void aFindingOfAWholeFileStandsAtItsFirstLine() {
    assertThat(items(SampleReviews.rich()).get(7).at("/location/lines/begin").intValue())
        .isEqualTo(1);
  }

  @Test
  void reviewsOfOtherKeysHaveOtherFingerprints() {
    List<String> fingerprints = texts(items(SampleReviews.rich()), "/fingerprint");

    assertThat(texts(items(SampleReviews.rich()), "/fingerprint")).isEqualTo(fingerprints);
    assertThat(texts(items(SampleReviews.rich().withKey("other")), "/fingerprint"))
        .doesNotContainAnyElementsOf(fingerprints);
  }

  @Test
  void beginsWithTheArrayAndNoByteOrderMark() {
    assertThat(report.render(SampleReviews.rich())).startsWith("[\n");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextsStayWithinTheirFields(String text) {
    ReportedReview review = SampleReviews.hostile(text);

    Schemas.assertValid(REQUIRED, report.render(review));
    List<JsonNode> items = items(review);
    assertThat(items).hasSize(4);
    assertThat(texts(items, "/description"))
        .allMatch(
            line ->
                !line.matches("(?s).*[\\p{Cc}\\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069].*"));
    assertThat(texts(items, "/location/path"))
        .allMatch(path -> path.equals(review.path("migration/1_" + fit(text) + ".sql")));
  }

  private static String fit(String text) {
    return text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");
  }
}
