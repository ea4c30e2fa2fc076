package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import io.bytebase4j.gitops.report.FindingState;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.review.FileReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JsonReportTest {
  private static final Schema SCHEMA =
      Schemas.of(closed(Schemas.parsed(JsonReport.schema())), SpecificationVersion.DRAFT_2020_12);

  private final JsonReport report = new JsonReport();

  // Readers leave aside what they do not know; here it must not be there.
  private static String closed(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties") && object.has("required")) {
      object.put("additionalProperties", false);
    }
    schema.values().forEach(JsonReportTest::closed);
    return schema.toString();
  }

  @Test
  void holdsAllOfTheReportAndItsVerdict() {
    ReportedReview review = SampleReviews.rich();

    assertThat(JsonReadBack.verdict(report.render(review))).isEqualTo(review.verdict());
  }

  @Property(tries = 300)
  void holdsAllOfAnyReview(@ForAll("reviews") ReportedReview review) {
    String json = report.render(review);

    Schemas.assertValid(SCHEMA, json);
    assertThat(JsonReadBack.verdict(json)).isEqualTo(review.verdict());
    assertThat(Schemas.parsed(json).get("title").stringValue()).isEqualTo(review.title());
  }

  @Provide
  Arbitrary<ReportedReview> reviews() {
    return AnyReview.any();
  }

  @Test
  void saysWhatFollowsFromTheReportToo() {
    ReportedReview review = SampleReviews.rich();
    JsonNode json = Schemas.parsed(report.render(review));

    assertThat(json.at("/verdict/passed").booleanValue()).isFalse();
    assertThat(json.get("complete").booleanValue()).isFalse();
    assertThat(json.at("/totals/affectedRows").longValue()).isEqualTo(3715);
    assertThat(json.get("findings").valueStream().map(f -> f.get("state").stringValue()))
        .containsExactlyElementsOf(
            review.report().findings().stream()
                .map(review::stateOf)
                .map(FindingState::name)
                .toList());
    assertThat(
            json.get("files")
                .valueStream()
                .map(
                    file ->
                        new FileReview(
                            file.get("file").stringValue(),
                            file.get("errors").longValue(),
                            file.get("warnings").longValue(),
                            file.get("affectedRows").longValue(),
                            io.bytebase4j.gitops.review.RiskLevel.valueOf(
                                file.get("riskLevel").stringValue()),
                            file.get("reviewed").intValue(),
                            file.get("alreadyApplied").intValue(),
                            file.get("unknown").intValue())))
        .containsExactlyElementsOf(review.report().byFile());
  }

  @Test
  void pathsBeginAtTheRootOfTheRepositoryEverywhere() {
    String json = report.render(SampleReviews.rich().withPathPrefix("db/"));

    assertThat(json.lines().filter(line -> line.contains("\"file\": \"")))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"db/migration/"));
    assertThat(Schemas.parsed(json).at("/targets/2/unknown/0").stringValue())
        .startsWith("db/migration/");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textsKeepTheirValuesAndNothingInThemIsUnseen(String text) {
    String json = report.render(SampleReviews.hostile(text));

    Schemas.assertValid(SCHEMA, json);
    JsonNode finding = Schemas.parsed(json).at("/findings/0");
    String fit = text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");
    assertThat(finding.get("content").stringValue()).isEqualTo(fit);
    assertThat(finding.at("/targets/0").stringValue()).endsWith("/" + fit);
    assertThat(json.replace("\n", ""))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  }

  @Test
  void theSchemaIsOne() throws IOException {
    Schema metaSchema =
        Schemas.of(
            "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}",
            SpecificationVersion.DRAFT_2020_12);

    assertThat(metaSchema.validate(JsonReport.schema(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesADocumentThatLacksSomething() {
    String json = report.render(SampleReviews.rich());

    assertThat(SCHEMA.validate(json.replace("\"fingerprint\"", "\"print\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(SCHEMA.validate(json.replace("CAPPED", "HALF"), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theGuideNamesEachFieldOfTheSchemaInItsOrder() throws IOException {
    JsonNode schema = Schemas.parsed(JsonReport.schema());
    List<String> fields = new ArrayList<>(schema.get("properties").propertyNames());
    for (String part : List.of("/properties/verdict", "/properties/totals")) {
      fields.addAll(schema.at(part).get("properties").propertyNames());
    }
    String guide = Files.readString(Path.of("..", "docs", "report-json.md"));
    for (MatchResult heading :
        Pattern.compile("(?m)^## (\\w+)$").matcher(guide).results().toList()) {
      JsonNode definition = schema.at("/$defs/" + heading.group(1) + "/properties");
      fields.addAll(definition.isMissingNode() ? List.of() : definition.propertyNames());
    }

    assertThat(Pattern.compile("(?m)^\\| `(\\w+)`").matcher(guide).results().map(m -> m.group(1)))
        .containsExactlyElementsOf(fields);
    assertThat(schema.get("$defs").propertyStream())
        .filteredOn(definition -> definition.getValue().has("properties"))
        .allMatch(definition -> guide.contains("\n## " + definition.getKey() + "\n"));
  }
}
