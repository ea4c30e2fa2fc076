package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.bytebase4j.client.internal.Json;
import io.bytebase4j.client.internal.JsonTexts;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.PagedCall;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the document is in the client, and is called as the document says. */
class AllOperationsTest {
  private final Json json = new Json();

  static Stream<GeneratedOperation> operations() {
    return GeneratedOperation.all().stream();
  }

  @Test
  void clientHasOneClassForEachService() {
    assertThat(GeneratedOperation.serviceNames()).hasSize(ApiDocument.GENERATOR.services());
  }

  @Test
  void clientHasTheOperationsOfTheDocumentAndNoOthers() {
    assertThat(operations().map(AllOperationsTest::line))
        .containsExactlyInAnyOrderElementsOf(
            ApiDocument.GENERATOR.operations().stream()
                .map(entry -> entry.method() + " " + entry.verb() + " " + entry.path())
                .toList());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void callCarriesPathBodyAndAnswerOfItsOperation(GeneratedOperation generated) {
    ApiDocument.Entry entry = entryOf(generated);
    TestClients.Recorder recorder = new TestClients.Recorder();

    ApiCall<?> call = generated.call(recorder, name -> "value-of/" + name, null);
    call.execute();

    assertThat(recorder.last).isSameAs(call);
    assertThat(call.pathParameters().keySet())
        .containsExactlyInAnyOrderElementsOf(entry.parameters("path"));
    call.pathParameters().forEach((name, value) -> assertThat(value).isEqualTo("value-of/" + name));
    assertThat(call.body() == null ? null : call.body().getClass().getSimpleName())
        .isEqualTo(entry.requestSchema());
    assertThat(call.answerType().getSimpleName())
        .isEqualTo(Objects.requireNonNullElse(entry.answerSchema(), "Void"));
    assertThat(call.queryParameters()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOptionOfTheQueryHasItsSetterAndIsSentUnderItsName(GeneratedOperation generated)
      throws ReflectiveOperationException {
    ApiCall<?> call = generated.call(new TestClients.Recorder(), name -> "x", null);
    List<String> options = entryOf(generated).parameters("query");

    List<String> set = new ArrayList<>();
    for (Method setter : call.getClass().getDeclaredMethods()) {
      boolean isSetter =
          call.getClass() != ApiCall.class
              && call.getClass() != PagedCall.class
              && Modifier.isPublic(setter.getModifiers())
              && setter.getParameterCount() == 1
              && setter.getReturnType() == call.getClass()
              // of the call, not of its query
              && setter.getParameterTypes()[0] != Duration.class;
      if (isSetter) {
        setter.invoke(call, sample(setter.getParameterTypes()[0]));
        set.add(setter.getName());
      }
    }

    assertThat(set).containsExactlyInAnyOrderElementsOf(options);
    assertThat(call.queryParameters()).containsOnlyKeys(options);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void timeoutMayBeSetBeforeOtherOptions(GeneratedOperation generated)
      throws ReflectiveOperationException {
    ApiCall<?> call = generated.call(new TestClients.Recorder(), name -> "x", null);
    Method timeout = call.getClass().getMethod("timeout", Duration.class);

    assertThat(timeout.getReturnType()).isEqualTo(call.getClass());
    assertThat(timeout.invoke(call, Duration.ofSeconds(7))).isSameAs(call);
    assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void callSaysWhatItIsAndNothingConfidential(GeneratedOperation generated) {
    ApiCall<?> call = generated.call(new TestClients.Recorder(), name -> "value-of/" + name, null);
    call.query("filter", "confidential");
    var operation = generated.operation();

    assertThat(call)
        .hasToString(
            "%s %s %s, not sent until execute()",
            operation.shortName(),
            operation.httpMethod(),
            operation.path().replaceAll("\\{([^}]+)}", "value-of/$1"));
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    if (type == List.class) {
      return List.of("a", "b");
    }
    if (type == Integer.class || type == Long.class) {
      return type.getMethod("valueOf", String.class).invoke(null, "7");
    }
    if (type == Boolean.class) {
      return true;
    }
    return type == String.class ? "text" : type.getMethod("of", String.class).invoke(null, "X");
  }

  static Stream<String> messages() {
    // A message without fields has no class: it is a free-form object.
    return ApiDocument.GENERATOR.schemaNames().stream()
        .filter(name -> ApiDocument.GENERATOR.schema(name).has("properties"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messageSurvivesReadingAndWritingEmptyAndFull(String schema)
      throws ReflectiveOperationException {
    Object empty = GeneratedOperation.model(schema).getConstructor().newInstance();
    String full = Samples.full(schema).toString();

    assertThat(JsonTexts.write(json, empty)).isEqualTo("{}");
    assertThat(Samples.read("{}", schema)).isEqualTo(empty).hasSameHashCodeAs(empty);
    Object message = Samples.read(full, schema);
    assertThat(JsonParser.parseString(JsonTexts.write(json, message)))
        .isEqualTo(JsonParser.parseString(full));
    assertThat(Samples.read(full, schema)).isEqualTo(message).hasSameHashCodeAs(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void fieldIsSetByAMethodOfItsName(String schema) {
    List<String> methods =
        Stream.of(GeneratedOperation.model(schema).getMethods()).map(Method::getName).toList();
    List<String> fields =
        ApiDocument.GENERATOR.schema(schema).getAsJsonObject("properties").keySet().stream()
            .map(field -> field.equals("default") ? "defaultValue" : field)
            .toList();

    assertThat(methods).containsAll(fields);
  }

  static Stream<String> enums() {
    return ApiDocument.GENERATOR.schemaNames().stream().filter(Samples::isEnum);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void enumKnowsTheValuesOfTheDocument(String schema) throws ReflectiveOperationException {
    List<?> values = (List<?>) GeneratedOperation.model(schema).getMethod("values").invoke(null);

    assertThat(values)
        .extracting(Object::toString)
        .isEqualTo(
            ApiDocument.GENERATOR.schema(schema).getAsJsonArray("enum").asList().stream()
                .map(value -> value.getAsString())
                .toList());
  }

  private static ApiDocument.Entry entryOf(GeneratedOperation generated) {
    return ApiDocument.GENERATOR.operations().stream()
        .filter(
            entry ->
                line(generated).equals(entry.method() + " " + entry.verb() + " " + entry.path()))
        .findFirst()
        .orElseThrow();
  }

  private static String line(GeneratedOperation generated) {
    var operation = generated.operation();
    assertThat(operation.httpMethod()).isEqualTo(operation.httpMethod().toUpperCase(Locale.ROOT));
    return operation.method() + " " + operation.httpMethod() + " " + operation.path();
  }
}
