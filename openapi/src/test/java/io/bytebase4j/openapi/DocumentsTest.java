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
import org.junit.jupiter.params.provider.MethodSource;

/** All documents, made from the facts of this repository, are well formed. */
class DocumentsTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  @ParameterizedTest
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void aParserReadsTheDocumentWithoutComplaint(RealApi.Document document) {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(document.text(), null, null);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getInfo().getVersion()).isEqualTo(document.source().version());
    assertThat(result.getOpenAPI().getPaths())
        .hasSameSizeAs(document.json().getAsJsonObject("paths").keySet());
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void pathsAndTheirDeclaredParametersAgree(RealApi.Document document) {
    RealApi.operations(document.json())
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
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void operationIdsAreUnique(RealApi.Document document) {
    assertThat(RealApi.operations(document.json()).values())
        .extracting(operation -> operation.get("operationId").getAsString())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void eachServiceIsOneTagAndEachOperationHasOne(RealApi.Document document) {
    JsonObject json = document.json();
    List<String> tags =
        json.getAsJsonArray("tags").asList().stream()
            .map(tag -> tag.getAsJsonObject().get("name").getAsString())
            .toList();

    assertThat(tags)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            document.facts().services().stream().map(ApiFacts.Service::shortName).toList());
    assertThat(RealApi.operations(json).values())
        .allSatisfy(
            operation -> {
              assertThat(operation.getAsJsonArray("tags")).hasSize(1);
              String tag = operation.getAsJsonArray("tags").get(0).getAsString();
              assertThat(tags).contains(tag);
              assertThat(operation.get("operationId").getAsString()).startsWith(tag + "_");
            });
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void everyReferenceLeadsToASchemaAndEverySchemaIsReached(RealApi.Document document) {
    JsonObject json = document.json();
    TreeSet<String> targets = new TreeSet<>();
    visit(
        "",
        json,
        (place, element) -> {
          if (place.endsWith("/$ref")) {
            targets.add(element.getAsString());
          }
        });
    TreeSet<String> there = new TreeSet<>();
    JsonObject components = json.getAsJsonObject("components");
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
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void noSchemaRequiresAFieldOrForbidsOne(RealApi.Document document) {
    List<String> strict = new ArrayList<>();
    visit(
        "",
        document.json(),
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
  @MethodSource("io.bytebase4j.openapi.RealApi#documents")
  void operationsThatGitOpsUsesHaveTheirText(RealApi.Document document) {
    Map<String, JsonObject> operations = RealApi.operations(document.json());

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
