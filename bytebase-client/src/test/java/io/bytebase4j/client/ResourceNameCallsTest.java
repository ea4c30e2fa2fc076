package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.api.ReleaseService;
import io.bytebase4j.client.name.ReleaseName;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.ResourceName;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls take a resource name as a value wherever they take it as text. */
class ResourceNameCallsTest {

  static Stream<GeneratedOperation> operations() {
    return GeneratedOperation.all().stream();
  }

  static Stream<GeneratedOperation> operationsWithOverload() {
    return operations().filter(generated -> !generated.overloads().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("operationsWithOverload")
  void callByNameIsTheCallByText(GeneratedOperation generated) throws ReflectiveOperationException {
    @Nullable Object body = bodyOf(generated);
    TestClients.Recorder recorder = new TestClients.Recorder();
    ApiCall<?> byText = generated.call(recorder, name -> "kinds/" + name, body);

    assertThat(generated.overloads()).hasSize(1);
    Method overload = generated.overloads().get(0);
    ApiCall<?> byName = generated.with(overload).call(recorder, name -> "kinds/" + name, body);
    byName.execute();

    assertThat(recorder.last).isSameAs(byName);
    assertThat(overload.getReturnType()).isEqualTo(generated.method().getReturnType());
    assertThat(byName.getClass()).isEqualTo(byText.getClass());
    assertThat(byName.operation()).isSameAs(byText.operation());
    assertThat(byName.answerType()).isEqualTo(byText.answerType());
    assertThat(byName.pathParameters()).isEqualTo(byText.pathParameters());
    assertThat(byName.queryParameters()).isEqualTo(byText.queryParameters());
    assertThat(byName.body()).isSameAs(byText.body()).isSameAs(body);
  }

  private static @Nullable Object bodyOf(GeneratedOperation generated)
      throws ReflectiveOperationException {
    Class<?> type = generated.bodyType();
    return type == null ? null : type.getConstructor().newInstance();
  }

  @Test
  void operationsWithAResourceNameInTheirPathHaveTheOverloadAndNoOthers() {
    // A parameter after literal segments is an id, such as that of checkoutSession/{sessionId}.
    List<String> wanted =
        ApiDocument.allOperations().stream()
            .filter(entry -> entry.path().startsWith("/v1/{"))
            .map(entry -> entry.method() + " " + entry.path())
            .toList();

    assertThat(operationsWithOverload().map(GeneratedOperation::operation))
        .extracting(operation -> operation.method() + " " + operation.path())
        .containsExactlyInAnyOrderElementsOf(wanted)
        .hasSizeGreaterThan(170);
  }

  @Test
  void valueClassesFit() {
    ResourceName name = ReleaseName.of("hr", "20261124-RC00");

    ApiCall<?> call = new ReleaseService(new TestClients.Recorder()).getRelease(name);

    assertThat(call.pathParameters())
        .containsOnlyKeys("releaseName")
        .containsValue("projects/hr/releases/20261124-RC00");
  }
}
