package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SarifReportTest {
  /** The schema by OASIS, out of a jar on the class path. */
  private static final Schema SCHEMA =
      Schemas.ofResource("/schema/sarif-schema-2.1.0.json", SpecificationVersion.DRAFT_7);

  private final SarifReport report = new SarifReport();

  private JsonNode run(ReportedReview review) {
    String sarif = report.render(review);
    Schemas.assertValid(SCHEMA, sarif);
    JsonNode run = Schemas.parsed(sarif).at("/runs/0");
    requireWhatGitHubDoes(run);
    return run;
  }

  // Beside the schema: it refuses a file in which a result has no place, an index leads elsewhere,
  // or a text is empty.
  private static void requireWhatGitHubDoes(JsonNode run) {
    for (JsonNode result : run.get("results").values()) {
      JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").intValue());
      assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
      assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").stringValue())
          .isNotEmpty();
      assertThat(result.at("/partialFingerprints/primaryLocationLineHash").stringValue())
          .isNotEmpty();
      assertThat(result.at("/message/text").stringValue()).isNotEmpty();
      assertThat(result.has("suppressions")).isTrue();
    }
    for (JsonNode rule : run.at("/tool/driver/rules").values()) {
      for (String text : List.of("/shortDescription", "/fullDescription", "/help")) {
        assertThat(rule.at(text + "/text").stringValue()).isNotEmpty().hasSizeLessThan(1025);
      }
      assertThat(rule.path("name").asString("")).hasSizeLessThan(256);
    }
  }

  private static List<String> texts(JsonNode array, String field) {
    return array.valueStream().map(item -> item.at(field).asString()).toList();
  }

  @Property(tries = 300)
  void isValidForAnyReview(@ForAll("reviews") ReportedReview review) {
    JsonNode run = run(review);

    assertThat(run.get("results").size())
        .isEqualTo(review.report().findings().size() + review.report().incompleteTargets().size());
    assertThat(texts(run.get("results"), "/partialFingerprints/primaryLocationLineHash"))
        .doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<ReportedReview> reviews() {
    return AnyReview.any();
  }

  @Test
  void theSchemaIsTheWholeOne() {
    String sarif = report.render(SampleReviews.rich());

    assertThat(SCHEMA.validate(sarif.replace("\"ruleIndex\"", "\"index\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(
            SCHEMA.validate(
                sarif.replace("\"startLine\": 3", "\"startLine\": 0"), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void resultsHaveLevelsOfTheServer() {
    assertThat(texts(run(SampleReviews.rich()).get("results"), "/level"))
        .containsExactly(
            "error", "error", "error", "warning", "warning", "warning", "warning", "note");
  }

  @Test
  void regionsSayWhatIsKnownAndTheirEndIsThePlaceBehind() {
    JsonNode results = run(SampleReviews.rich()).get("results");

    assertThat(results.valueStream().map(r -> r.at("/locations/0/physicalLocation/region")))
        .extracting(JsonNode::toString)
        .containsExactly(
            "",
            "{\"startLine\":3,\"startColumn\":1,\"endLine\":3,\"endColumn\":7}",
            "{\"startLine\":12,\"startColumn\":1,\"endLine\":12,\"endColumn\":25}",
            "{\"startLine\":4,\"startColumn\":3}",
            "{\"startLine\":6}",
            "",
            "",
            "");
  }

  @Test
  void whatIsLetPassIsSuppressedWithItsReason() {
    List<JsonNode> suppressions =
        run(SampleReviews.rich())
            .get("results")
            .valueStream()
            .map(result -> result.get("suppressions"))
            .toList();

    assertThat(suppressions.get(3).at("/0/kind").stringValue()).isEqualTo("external");
    assertThat(suppressions.get(3).at("/0/justification").stringValue())
        .isEqualTo("legacy tables, OPS-77, until 2026-12-31");
    assertThat(suppressions.get(4).at("/0/kind").stringValue()).isEqualTo("inSource");
    assertThat(suppressions).filteredOn(list -> !list.isEmpty()).hasSize(2);
  }

  @Test
  void theKeyIsTheCategory() {
    assertThat(run(SampleReviews.rich().withKey("shop")).at("/automationDetails/id").stringValue())
        .isEqualTo("shop/2026-11-24T08:30:00Z");
  }

  @Test
  void eachRuleStandsOnceWithItsTitle() {
    JsonNode rules = run(SampleReviews.rich()).at("/tool/driver/rules");

    assertThat(texts(rules, "/id")).doesNotHaveDuplicates().contains("bytebase-402");
    assertThat(texts(rules, "/name"))
        .startsWith("The review is not complete", "Syntax error")
        .contains("COLUMN_NO_NULL", "SIMILAR_VERSION");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextsAreNoLinksAndOneLine(String text) {
    JsonNode run = run(SampleReviews.hostile(text));

    assertThat(run.findValuesAsString("text"))
        .isNotEmpty()
        .allMatch(SarifReportTest::holdsNoLink, "no link")
        .allMatch(
            line -> !line.matches("(?s).*[\\p{Cc}\\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069].*"),
            "one line, all seen");
  }

  // As the standard reads a message: a backslash makes what follows plain.
  private static boolean holdsNoLink(String message) {
    return !message.replaceAll("(?s)\\\\.", "").matches("(?s).*[\\[\\]\\\\].*");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void pathsComeBackFromTheirReferences(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    String path = review.path(review.report().findings().get(0));

    JsonNode results = run(review).get("results");

    assertThat(texts(results, "/locations/0/physicalLocation/artifactLocation/uri"))
        .hasSize(4)
        .allSatisfy(
            reference -> {
              URI uri = URI.create(reference);
              assertThat(uri.isAbsolute()).isFalse();
              assertThat(uri.getRawAuthority()).isNull();
              assertThat(uri.getPath())
                  .isEqualTo(path.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD"));
            });
  }
}
