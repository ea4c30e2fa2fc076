package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.client.internal.Json;
import io.bytebase4j.client.internal.JsonTexts;
import io.bytebase4j.client.model.Task;
import io.bytebase4j.client.model.TaskStatus;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A newer server may send fields and enum values that this client does not know. */
class FutureServerTest {
  private static final JsonPrimitive TEXT = new JsonPrimitive("VALUE_OF_THE_FUTURE");
  private static final JsonPrimitive NUMBER = new JsonPrimitive(4711);

  private final Json json = new Json();

  static Stream<Fixture> answersWithContent() {
    return Fixture.succeeded()
        .filter(fixture -> GeneratedOperation.of(fixture).age() == fixture.age())
        .filter(fixture -> answerSchema(fixture) != null);
  }

  @ParameterizedTest
  @MethodSource("answersWithContent")
  void recordedAnswerWithUnknownFieldsAndEnumValuesIsRead(Fixture fixture) {
    assertReadsTheFuture(fixture.body(), Objects.requireNonNull(answerSchema(fixture)));
  }

  static Stream<ApiSchema> answerSchemas() {
    return ApiDocument.allOperations().stream()
        .map(ApiDocument.Entry::answerSchema)
        .filter(Objects::nonNull)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("answerSchemas")
  void everyAnswerWithUnknownFieldsAndEnumValuesIsRead(ApiSchema schema) {
    assertReadsTheFuture(Samples.full(schema), schema);
  }

  private void assertReadsTheFuture(JsonElement answer, ApiSchema schema) {
    for (JsonPrimitive enumValue : new JsonPrimitive[] {TEXT, NUMBER}) {
      JsonElement future = Samples.fromTheFuture(answer, schema, enumValue);
      assertThat(future.toString()).contains("fieldOfTheFuture");

      Object message = Samples.read(future.toString(), schema);

      assertThat(JsonParser.parseString(JsonTexts.write(json, message)))
          .isEqualTo(Samples.withEnums(answer, schema, enumValue));
    }
  }

  @Test
  void unknownEnumValueKeepsItsTextAndSaysThatItIsUnknown() {
    Task task =
        (Task)
            Samples.read(
                "{\"status\":\"VALUE_OF_THE_FUTURE\",\"type\":99}", ApiSchema.newest("Task"));

    TaskStatus status = Objects.requireNonNull(task.getStatus());
    assertThat(status.value()).isEqualTo("VALUE_OF_THE_FUTURE");
    assertThat(status.isKnown()).isFalse();
    assertThat(status)
        .isEqualTo(TaskStatus.of("VALUE_OF_THE_FUTURE"))
        .isNotEqualTo(TaskStatus.DONE);
    assertThat(JsonTexts.write(json, task))
        .isEqualTo("{\"status\":\"VALUE_OF_THE_FUTURE\",\"type\":99}");
  }

  @Test
  void knownEnumValueIsTheConstant() {
    Task task = (Task) Samples.read("{\"status\":\"DONE\"}", ApiSchema.newest("Task"));

    assertThat(task.getStatus()).isSameAs(TaskStatus.DONE);
    assertThat(TaskStatus.values()).contains(TaskStatus.DONE).allMatch(TaskStatus::isKnown);
  }

  private static @Nullable ApiSchema answerSchema(Fixture fixture) {
    GeneratedOperation generated = GeneratedOperation.of(fixture);
    return generated.age().document().operations().stream()
        .filter(entry -> entry.method().equals(generated.operation().method()))
        .findFirst()
        .orElseThrow()
        .answerSchema();
  }
}
