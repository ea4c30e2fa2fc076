package io.bytebase4j.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of the facts is lost on the way, and nothing is there that the facts do not hold. */
class CompletenessTest {

  @Test
  void generatorDocumentHasOneOperationForEachShapeOfEachRestMethod() {
    List<String> shapes = new ArrayList<>();
    restMethods()
        .forEach(
            (name, method) ->
                method.http().stream()
                    .map(
                        binding ->
                            name
                                + " "
                                + binding.verb()
                                + " "
                                + binding.path().replaceAll("=[^}]*", "")
                                + " "
                                + binding.body())
                    .distinct()
                    .forEach(shapes::add));

    assertThat(methodsOf(DocumentStyle.GENERATOR))
        .hasSameSizeAs(shapes)
        .containsExactlyInAnyOrderElementsOf(
            shapes.stream().map(shape -> shape.substring(0, shape.indexOf(' '))).toList());
  }

  @Test
  void publishedDocumentHasOneOperationForEachBinding() {
    List<String> bindings = new ArrayList<>();
    restMethods().forEach((name, method) -> method.http().forEach(binding -> bindings.add(name)));

    assertThat(methodsOf(DocumentStyle.PUBLISHED)).containsExactlyInAnyOrderElementsOf(bindings);
  }

  @Test
  void whatIsLeftOutIsNamedWithItsReason() {
    Set<String> methodsLeftOut =
        OpenApiConverter.convert(RealApi.FACTS, "2026-08", DocumentStyle.GENERATOR)
            .leftOut()
            .stream()
            .filter(line -> line.endsWith(": streams") || line.endsWith(": has no REST binding"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .collect(Collectors.toSet());

    Set<String> missing = new TreeSet<>();
    for (ApiFacts.Service service : RealApi.FACTS.services()) {
      for (ApiFacts.Method method : service.methods()) {
        if (!restMethods().containsKey(service.name() + "/" + method.name())) {
          missing.add(service.shortName() + "." + method.name());
        }
      }
    }
    assertThat(methodsLeftOut).isNotEmpty().isEqualTo(missing);
  }

  @Test
  void everyOperationWithATextIsInTheFacts() {
    Set<String> known =
        restMethods().keySet().stream()
            .map(name -> name.substring("bytebase.v1.".length()).replace("Service/", "."))
            .collect(Collectors.toSet());

    assertThat(known).containsAll(new OperationTexts("2026-08").described());
  }

  @Test
  void operationsThatOnlyAnOlderAgeDescribesAreThoseThatOnlyItHas() {
    Set<String> ofOlder = new TreeSet<>();
    for (ApiSource older : RealApi.older()) {
      Set<String> described = new OperationTexts(older.version()).described();
      described.removeAll(new OperationTexts("2026-08").described());
      ofOlder.addAll(described);
    }

    Set<String> goneSince = new TreeSet<>();
    for (ApiSource older : RealApi.older()) {
      methodsOf(GitOpsPart.of(RealApi.read(older.file()))).forEach(goneSince::add);
    }
    goneSince.removeAll(methodsOf(RealApi.FACTS).toList());
    assertThat(goneSince).isNotEmpty().containsAll(ofOlder);
  }

  /** Services and methods as texts are listed by them. */
  private static Stream<String> methodsOf(ApiFacts facts) {
    return facts.services().stream()
        .flatMap(
            service -> service.methods().stream().map(m -> service.shortName() + "." + m.name()));
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldOfAMessageIsInItsSchemaUnlessItTravelsInThePath(DocumentStyle style) {
    JsonObject schemas = RealApi.schemas(RealApi.document(style));
    SchemaNames names = SchemaNames.of(RealApi.FACTS);
    Set<String> inPaths = new TreeSet<>();
    restMethods()
        .values()
        .forEach(
            method ->
                method
                    .http()
                    .forEach(
                        binding ->
                            PathTemplate.parse(binding.path())
                                .variables()
                                .forEach(
                                    variable ->
                                        inPaths.add(
                                            method.input() + "." + variable.requestField()))));
    RealApi.FACTS
        .messages()
        .forEach(
            (fullName, message) -> {
              JsonObject schema = schemas.getAsJsonObject(names.get(fullName));
              if (schema == null) {
                return; // a request without a body, for example
              }
              Set<String> properties =
                  schema.has("properties")
                      ? schema.getAsJsonObject("properties").keySet()
                      : Set.of();
              List<String> lost =
                  message.fields().stream()
                      .filter(field -> !properties.contains(field.json()))
                      .map(field -> fullName + "." + field.name())
                      .toList();
              assertThat(inPaths).containsAll(lost);
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyEnumListsTheValuesOfTheFactsAndSaysThatItIsOpen(DocumentStyle style) {
    JsonObject schemas = RealApi.schemas(RealApi.document(style));
    SchemaNames names = SchemaNames.of(RealApi.FACTS);

    assertThat(RealApi.FACTS.enums()).isNotEmpty();
    RealApi.FACTS
        .enums()
        .forEach(
            (fullName, values) -> {
              JsonObject schema = schemas.getAsJsonObject(names.get(fullName));
              if (schema != null) {
                assertThat(schema.get("type").getAsString()).isEqualTo("string");
                assertThat(schema.get("description").getAsString()).startsWith("Open:");
                assertThat(schema.getAsJsonArray("enum").asList())
                    .extracting(value -> value.getAsString())
                    .isEqualTo(values.stream().map(ApiFacts.EnumValue::name).toList());
              }
            });
  }

  private static List<String> methodsOf(DocumentStyle style) {
    return RealApi.operations(RealApi.document(style)).values().stream()
        .map(operation -> operation.get("x-bytebase-method").getAsString())
        .toList();
  }

  /** Methods with REST and without streaming, by their full name. */
  private static Map<String, ApiFacts.Method> restMethods() {
    Map<String, ApiFacts.Method> methods = new java.util.TreeMap<>();
    for (ApiFacts.Service service : RealApi.FACTS.services()) {
      for (ApiFacts.Method method : service.methods()) {
        if (!method.http().isEmpty() && !method.clientStreaming() && !method.serverStreaming()) {
          methods.put(service.name() + "/" + method.name(), method);
        }
      }
    }
    return methods;
  }
}
