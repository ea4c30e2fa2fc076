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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the document is in the client, and is called as the document says. */
class AllOperationsTest {
  private final Json json = new Json();

  static Stream<GeneratedOperation> operations() {
    return GeneratedOperation.all().stream();
  }

  @ParameterizedTest
  @EnumSource
  void clientHasOneClassForEachService(Age age) {
    assertThat(GeneratedOperation.serviceNames(age)).hasSize(age.document().services());
  }

  @ParameterizedTest
  @EnumSource
  void clientHasTheOperationsOfTheDocumentAndNoOthers(Age age) {
    assertThat(GeneratedOperation.all(age).stream().map(AllOperationsTest::line))
        .containsExactlyInAnyOrderElementsOf(
            age.document().operations().stream()
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
        .isEqualTo(nameOf(entry.requestSchema()));
    assertThat(call.answerType().getSimpleName())
        .isEqualTo(Objects.requireNonNullElse(nameOf(entry.answerSchema()), "Void"));
    assertThat(call.body() == null ? call.answerType() : call.body().getClass())
        .satisfiesAnyOf(
            type -> assertThat(type).isEqualTo(Void.class),
            type ->
                assertThat(type)
                    .isSameAs(generated.age().classOf("model." + type.getSimpleName())));
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

  private static @Nullable String nameOf(@Nullable ApiSchema schema) {
    return schema == null ? null : schema.name();
  }

  static Stream<ApiSchema> messages() {
    // A message without fields has no class: it is a free-form object.
    return ApiDocument.allSchemas().filter(ApiSchema::hasFields);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messageSurvivesReadingAndWritingEmptyAndFull(ApiSchema schema)
      throws ReflectiveOperationException {
    Object empty = schema.type().getConstructor().newInstance();
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
  void fieldIsSetByAMethodOfItsName(ApiSchema schema) {
    List<String> methods = Stream.of(schema.type().getMethods()).map(Method::getName).toList();
    List<String> fields =
        schema.properties().keySet().stream()
            .map(field -> field.equals("default") ? "defaultValue" : field)
            .toList();

    assertThat(methods).containsAll(fields);
  }

  static Stream<ApiSchema> enums() {
    return ApiDocument.allSchemas().filter(ApiSchema::isEnum);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void enumKnowsTheValuesOfTheDocument(ApiSchema schema) throws ReflectiveOperationException {
    List<?> values = (List<?>) schema.type().getMethod("values").invoke(null);

    assertThat(values)
        .extracting(Object::toString)
        .isEqualTo(
            schema.json().getAsJsonArray("enum").asList().stream()
                .map(value -> value.getAsString())
                .toList());
  }

  private static ApiDocument.Entry entryOf(GeneratedOperation generated) {
    return generated.age().document().operations().stream()
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
