package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both documents, made from the facts of this repository, are well formed. */
class DocumentsTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  @ParameterizedTest
  @EnumSource
  void aParserReadsTheDocumentWithoutComplaint(DocumentStyle style) {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(RealApi.text(style), null, null);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getInfo().getVersion()).isEqualTo(RealApi.SOURCE.version());
    assertThat(result.getOpenAPI().getPaths())
        .hasSameSizeAs(RealApi.document(style).getAsJsonObject("paths").keySet());
  }

  @ParameterizedTest
  @EnumSource
  void pathsAndTheirDeclaredParametersAgree(DocumentStyle style) {
    RealApi.operations(RealApi.document(style))
        .forEach(
            (place, operation) -> {
              List<String> wanted =
                  PARAMETER.matcher(place).results().map(found -> found.group(1)).toList();
              assertThat(parameterNames(operation, "path"))
                  .as(place)
                  .doesNotHaveDuplicates()
                  .isEqualTo(wanted);
              assertThat(parameterNames(operation, "query")).as(place).doesNotHaveDuplicates();
            });
  }

  @ParameterizedTest
  @EnumSource
  void operationIdsAreUnique(DocumentStyle style) {
    assertThat(RealApi.operations(RealApi.document(style)).values())
        .extracting(operation -> operation.get("operationId").getAsString())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void eachServiceIsOneTagAndEachOperationHasOne(DocumentStyle style) {
    JsonObject document = RealApi.document(style);
    List<String> tags =
        document.getAsJsonArray("tags").asList().stream()
            .map(tag -> tag.getAsJsonObject().get("name").getAsString())
            .toList();

    assertThat(tags)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            RealApi.FACTS.services().stream().map(ApiFacts.Service::shortName).toList());
    assertThat(RealApi.operations(document).values())
        .allSatisfy(
            operation -> {
              assertThat(operation.getAsJsonArray("tags")).hasSize(1);
              String tag = operation.getAsJsonArray("tags").get(0).getAsString();
              assertThat(tags).contains(tag);
              assertThat(operation.get("operationId").getAsString()).startsWith(tag + "_");
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyReferenceLeadsToASchemaAndEverySchemaIsReached(DocumentStyle style) {
    JsonObject document = RealApi.document(style);
    TreeSet<String> targets = new TreeSet<>();
    visit(
        "",
        document,
        (place, element) -> {
          if (place.endsWith("/$ref")) {
            targets.add(element.getAsString());
          }
        });
    TreeSet<String> there = new TreeSet<>();
    JsonObject components = document.getAsJsonObject("components");
    for (String kind : List.of("schemas", "responses")) {
      if (components.has(kind)) {
        components
            .getAsJsonObject(kind)
            .keySet()
            .forEach(name -> there.add("#/components/" + kind + "/" + name));
      }
    }

    assertThat(targets).isEqualTo(there);
  }

  @ParameterizedTest
  @EnumSource
  void noSchemaRequiresAFieldOrForbidsOne(DocumentStyle style) {
    List<String> strict = new ArrayList<>();
    visit(
        "",
        RealApi.document(style),
        (place, element) -> {
          boolean requiredFields = place.endsWith("/required") && element.isJsonArray();
          boolean closed =
              place.endsWith("/additionalProperties")
                  && element.isJsonPrimitive()
                  && !element.getAsBoolean();
          if (requiredFields || closed) {
            strict.add(place);
          }
        });

    assertThat(strict).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void operationsThatGitOpsUsesHaveTheirText(DocumentStyle style) {
    Map<String, JsonObject> operations = RealApi.operations(RealApi.document(style));

    assertThat(operations.values())
        .extracting(operation -> operation.get("summary").getAsString())
        .contains("Reviews migration files against targets without changing anything.")
        .allSatisfy(summary -> assertThat(summary).endsWith(".").doesNotContain("_"));
  }

  private static List<String> parameterNames(JsonObject operation, String in) {
    if (!operation.has("parameters")) {
      return List.of();
    }
    return operation.getAsJsonArray("parameters").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(parameter -> parameter.get("in").getAsString().equals(in))
        .map(parameter -> parameter.get("name").getAsString())
        .toList();
  }

  private static void visit(
      String place, JsonElement element, BiConsumer<String, JsonElement> visitor) {
    visitor.accept(place, element);
    if (element.isJsonObject()) {
      element
          .getAsJsonObject()
          .entrySet()
          .forEach(member -> visit(place + "/" + member.getKey(), member.getValue(), visitor));
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> visit(place + "/-", item, visitor));
    }
  }
}
