package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import io.bytebase4j.client.internal.Json;
import io.bytebase4j.client.internal.JsonTexts;
import io.bytebase4j.client.internal.OperationClasses;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.OperationClass;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated client against every exchange that was recorded with a real server. */
class RecordedExchangesTest {
  /** Recorded requests that the client can't send letter by letter, with the reason. */
  private static final Map<String, String> SENT_OTHERWISE =
      Map.of(
          "2026-08/51-patch--200.json", "a comma in the query: sent as %2C, which means the same",
          "2026-08/66-post-releases-check-200.json",
              "a field name with underscores, set to its default",
          "2025-05/10-post-rollouts-stages-tasks-batchRun-200.json",
              "its parent in the body too: sent in the path alone");

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Json json = new Json();

  @ParameterizedTest
  @MethodSource("io.bytebase4j.client.Fixture#succeeded")
  void answerIsReadAndWrittenBackWithoutLoss(Fixture fixture) {
    Class<?> type = answerType(fixture);
    if (type == Void.class) {
      assertThat(fixture.body()).hasToString("{}");
      return;
    }

    Object message = Objects.requireNonNull(json.read(fixture.body().toString(), type));

    assertThat(message).isInstanceOf(type);
    JsonElement written = JsonParser.parseString(JsonTexts.write(json, message));
    if (GeneratedOperation.of(fixture).age() == fixture.age()) {
      assertThat(written).isEqualTo(fixture.body());
    } else {
      // A service that only the main client has: what a newer server no longer sends is passed by.
      assertThat(knownOf(fixture.body(), written)).isEqualTo(written);
      assertThat(written.getAsJsonObject().keySet()).isNotEmpty();
    }
  }

  /** Of an answer, the fields that were written back. */
  private static JsonElement knownOf(JsonElement answer, JsonElement written) {
    if (!answer.isJsonObject() || !written.isJsonObject()) {
      return answer;
    }
    JsonObject known = new JsonObject();
    for (var field : answer.getAsJsonObject().entrySet()) {
      if (written.getAsJsonObject().has(field.getKey())) {
        known.add(
            field.getKey(),
            knownOf(field.getValue(), written.getAsJsonObject().get(field.getKey())));
      }
    }
    return known;
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.client.Fixture#succeeded")
  void requestIsSentAsItWasRecorded(Fixture fixture) throws ReflectiveOperationException {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson(fixture.body().toString())));

    LoggedRequest sent = send(fixture);

    assertThat(sent.getMethod().getName()).isEqualTo(fixture.method());
    if (SENT_OTHERWISE.containsKey(fixture.toString())) {
      assertThat(decoded(sent.getUrl())).isEqualTo(decoded(fixture.path()));
    } else {
      assertThat(sent.getUrl()).isEqualTo(fixture.path());
      assertThat(jsonOf(sent.getBodyAsString())).isEqualTo(fixture.requestBody());
    }
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.client.Fixture#failed")
  void errorBecomesTheExceptionOfItsStatus(Fixture fixture) {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                new ResponseDefinitionBuilder()
                    .withStatus(fixture.status())
                    .withHeader("Content-Type", "application/json")
                    .withBody(fixture.body().toString())));

    BytebaseException told = catchThrowableOfType(BytebaseException.class, () -> send(fixture));
    ApiException thrown = answeredError(told);

    int code = fixture.body().get("code").getAsInt();
    Class<?> expected =
        switch (fixture.status()) {
          case 401 -> UnauthenticatedException.class;
          case 403 -> PermissionDeniedException.class;
          case 404 -> NotFoundException.class;
          case 400 ->
              code == ErrorCode.FAILED_PRECONDITION.number()
                  ? FailedPreconditionException.class
                  : InvalidArgumentException.class;
          case 429 -> ResourceExhaustedException.class;
          default -> ApiException.class;
        };
    boolean created = told instanceof OutcomeUnknownException;
    assertThat(created).isEqualTo(fixture.status() >= 500 && isCreate(fixture));
    assertThat(thrown).isExactlyInstanceOf(expected);
    assertThat(thrown.operation())
        .isEqualTo(GeneratedOperation.of(fixture).operation().shortName());
    assertThat(thrown.error().status()).isEqualTo(fixture.status());
    assertThat(thrown.error().code().number()).isEqualTo(code);
    assertThat(thrown.error().message()).isEqualTo(fixture.body().get("message").getAsString());
    assertThat(thrown).hasMessageContaining(thrown.error().message());
    assertThat(thrown.error().details()).isEqualTo(detailsOf(fixture));
    if (thrown instanceof PermissionDeniedException denied) {
      Map<String, Object> detail = detailsOf(fixture).get(0);
      assertThat(denied.requiredPermissions()).isEqualTo(detail.get("requiredPermissions"));
      assertThat(denied.resources()).isEqualTo(detail.get("resources"));
    }
  }

  private static ApiException answeredError(BytebaseException told) {
    Throwable error = told instanceof OutcomeUnknownException ? told.getCause() : told;
    return (ApiException) Objects.requireNonNull(error);
  }

  private static boolean isCreate(Fixture fixture) {
    return new OperationClasses().of(GeneratedOperation.of(fixture).operation())
        == OperationClass.CREATE;
  }

  private LoggedRequest send(Fixture fixture) throws ReflectiveOperationException {
    SERVER.resetRequests();
    GeneratedOperation operation = GeneratedOperation.of(fixture);
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      Class<?> bodyType = operation.bodyType();
      Object body = bodyType == null ? null : json.read(fixture.requestBody().toString(), bodyType);
      ApiCall<?> call = operation.call(TestClients.executor(client), fixture, body);
      for (String[] option : fixture.query()) {
        Method setter = call.getClass().getMethod(option[0], optionType(call, option[0]));
        String text = decoded(option[1]);
        setter.invoke(call, optionOf(setter.getParameterTypes()[0], text));
      }
      call.execute();
    }
    List<LoggedRequest> requests =
        SERVER.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private static Object optionOf(Class<?> type, String text) {
    if (type == Integer.class) {
      return Integer.valueOf(text);
    }
    return type == Boolean.class ? (Object) Boolean.valueOf(text) : text;
  }

  private static Class<?> optionType(ApiCall<?> call, String name) {
    for (Method method : call.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method.getParameterTypes()[0];
      }
    }
    throw new AssertionError(call.operation() + " has no option " + name);
  }

  private static Class<?> answerType(Fixture fixture) {
    return GeneratedOperation.of(fixture)
        .call(new TestClients.Recorder(), fixture, null)
        .answerType();
  }

  private static List<Map<String, Object>> detailsOf(Fixture fixture) {
    JsonElement details = fixture.body().get("details");
    return details == null
        ? List.of()
        : new Gson().fromJson(details, new TypeToken<List<Map<String, Object>>>() {}.getType());
  }

  private static JsonElement jsonOf(@Nullable String text) {
    return JsonParser.parseString(text == null || text.isEmpty() ? "null" : text);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
