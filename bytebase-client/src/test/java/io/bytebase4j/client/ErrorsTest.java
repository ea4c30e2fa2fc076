package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.api.ServiceAccountService;
import io.bytebase4j.client.model.ServiceAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are errors, and answers that are none of this API. */
class ErrorsTest {
  private static final String OPERATION = "PlanService/GetPlan";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @RegisterExtension
  static final WireMockExtension OTHER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static <E extends BytebaseException> E thrown(
      Class<E> type, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(anyUrl()).willReturn(answer));
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      E thrown =
          catchThrowableOfType(type, () -> client.plans().getPlan("projects/hr/plans/1").execute());
      assertThat(thrown).isNotNull();
      assertThat(thrown.operation()).isEqualTo(OPERATION);
      assertThat(thrown).hasMessageStartingWith(OPERATION + ": ");
      assertThat(Texts.ofAll(thrown)).doesNotContain(TestClients.TOKEN);
      return thrown;
    }
  }

  private static ResponseDefinitionBuilder error(int status, int code, String message) {
    return json(status, "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 3, INVALID_ARGUMENT, InvalidArgumentException",
    "400, 11, OUT_OF_RANGE, InvalidArgumentException",
    "400, 9, FAILED_PRECONDITION, FailedPreconditionException",
    "409, 6, ALREADY_EXISTS, ConflictException",
    "409, 10, ABORTED, ConflictException",
    "429, 8, RESOURCE_EXHAUSTED, ResourceExhaustedException",
    "500, 13, INTERNAL, ApiException",
    "501, 12, UNIMPLEMENTED, ApiException",
    "502, 14, UNAVAILABLE, UnavailableException",
    "503, 14, UNAVAILABLE, UnavailableException",
    "504, 4, DEADLINE_EXCEEDED, UnavailableException",
    "400, 4711, UNKNOWN, ApiException"
  })
  void errorIsOfItsKindAndCarriesStatusCodeAndMessage(
      int status, int number, ErrorCode code, String type) {
    ApiException thrown = thrown(ApiException.class, error(status, number, "no luck"));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(type);
    assertThat(thrown.error())
        .isEqualTo(new ApiError(status, code, "no luck", List.of(), null, null));
    assertThat(thrown).hasMessage(OPERATION + ": no luck (" + code + ", HTTP " + status + ")");
    assertThat(thrown.facts().httpMethod()).isEqualTo("GET");
    assertThat(thrown.facts().path()).isEqualTo("/v1/projects/hr/plans/1");
    assertThat(thrown.attempts()).isEqualTo(1);
    assertThat(thrown.elapsed()).isPositive();
  }

  @Test
  void requestIdAndTheWaitAskedForAreToldWhereThereAreSuch() {
    ApiException thrown =
        thrown(
            ApiException.class,
            error(503, 14, "busy")
                .withHeader("X-Request-Id", "abc-123")
                .withHeader("Retry-After", "7"));

    assertThat(thrown.error().requestId()).isEqualTo("abc-123");
    assertThat(thrown.error().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(thrown)
        .hasMessageEndingWith(
            "busy (UNAVAILABLE, HTTP 503, request abc-123, to be tried again after PT7S)");
  }

  @ParameterizedTest
  @CsvSource({
    "429, RESOURCE_EXHAUSTED, ResourceExhaustedException",
    "502, UNAVAILABLE, UnavailableException",
    "503, UNAVAILABLE, UnavailableException",
    "504, UNAVAILABLE, UnavailableException"
  })
  void overloadAndOutageAreToldAsSuchWhoeverAnswers(int status, ErrorCode code, String type) {
    ApiException thrown =
        thrown(
            ApiException.class,
            aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>\n <h1>Bad   Gateway</h1>" + "x".repeat(5000)));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(type);
    assertThat(thrown.isRetryable()).isTrue();
    assertThat(thrown.error().code()).isEqualTo(code);
    assertThat(thrown)
        .hasMessageContaining("an answer of content type text/html, not the server's own")
        .hasMessageContaining("<html> <h1>Bad Gateway</h1>xxx");
    assertThat(thrown.getMessage()).hasSizeLessThan(500);
  }

  @Test
  void errorsSurviveSerialization() throws Exception {
    PermissionDeniedException thrown =
        thrown(PermissionDeniedException.class, error(403, 7, "denied"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PermissionDeniedException read = (PermissionDeniedException) in.readObject();
      assertThat(read.error()).isEqualTo(thrown.error());
      assertThat(read.facts()).isEqualTo(thrown.facts());
      assertThat(read).hasMessage(thrown.getMessage());
    }
  }

  @Test
  void everyCodeIsFoundByItsNumber() {
    assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 16).boxed().toList());
    assertThat(ErrorCode.values())
        .allSatisfy(c -> assertThat(ErrorCode.of(c.number())).isSameAs(c));
    assertThat(ErrorCode.of(0)).isSameAs(ErrorCode.UNKNOWN);
  }

  @Test
  void refusedTokenIsToldWithWhatToDo() {
    assertThat(thrown(UnauthenticatedException.class, error(401, 16, "failed to parse claim")))
        .hasMessage(
            OPERATION
                + ": failed to parse claim (UNAUTHENTICATED, HTTP 401)."
                + " The access token does not say when it ends: check it, or get a new one.");
  }

  @Test
  void missingResourceIsToldWithWhatToDo() {
    assertThat(thrown(NotFoundException.class, error(404, 5, "plan 1 not found")))
        .hasMessageEndingWith("(NOT_FOUND, HTTP 404). Check how the name is spelt.");
  }

  @Test
  void missingPermissionIsToldByNameWithResourceAndWhatToDo() {
    PermissionDeniedException thrown =
        thrown(
            PermissionDeniedException.class,
            json(
                403,
                "{\"code\":7,\"message\":\"denied\",\"details\":[{\"@type\":\"x/other.Detail\","
                    + "\"requiredPermissions\":[\"not.this\"],\"count\":3},"
                    + "{\"@type\":\"type.googleapis.com/bytebase.v1.PermissionDeniedDetail\","
                    + "\"requiredPermissions\":[\"bb.plans.list\",\"bb.plans.get\"],"
                    + "\"resources\":[\"projects/hr\"]}]}"));

    assertThat(thrown.requiredPermissions()).containsExactly("bb.plans.list", "bb.plans.get");
    assertThat(thrown.resources()).containsExactly("projects/hr");
    assertThat(thrown)
        .hasMessageEndingWith(". Give the account a role that has bb.plans.list, bb.plans.get.");
    assertThat(thrown.error().details().get(0)).containsEntry("count", BigDecimal.valueOf(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"details\":null",
        ",\"details\":[]",
        ",\"details\":[null]",
        ",\"details\":[{}]",
        ",\"details\":[{\"@type\":\"bytebase.v1.PermissionDeniedDetail\"}]",
        ",\"details\":[{\"@type\":\"bytebase.v1.PermissionDeniedDetail\","
            + "\"requiredPermissions\":\"text\",\"resources\":null}]"
      })
  void deniedWithoutUsableDetailsNamesNoPermission(String details) {
    PermissionDeniedException thrown =
        thrown(
            PermissionDeniedException.class,
            json(403, "{\"code\":7,\"message\":\"Not allowed\"" + details + "}"));

    assertThat(thrown.requiredPermissions()).isEmpty();
    assertThat(thrown.resources()).isEmpty();
    assertThat(thrown).hasMessage(OPERATION + ": Not allowed (PERMISSION_DENIED, HTTP 403)");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 404, 500})
  void pageOfAProxyIsToldAsSuch(int status) {
    BadResponseException thrown =
        thrown(
            BadResponseException.class,
            aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>\n  <h1>Bad   Gateway</h1>" + "x".repeat(5000) + "</html>"));

    assertThat(thrown.status()).isEqualTo(status);
    assertThat(thrown)
        .hasMessageContaining("HTTP " + status + ", content type text/html")
        .hasMessageContaining("<html> <h1>Bad Gateway</h1>xxx")
        .hasMessageContaining("what proxy stands before it");
    assertThat(thrown.getMessage()).hasSizeLessThan(500);
  }

  @Test
  void charactersThatSteerATerminalAreNotShown() {
    BadResponseException thrown =
        thrown(BadResponseException.class, json(200, "\u001b[31mred\u0000\u202egnp\u0007 end"));

    assertThat(thrown).hasMessageContaining("\"\uFFFD[31mred\uFFFD\uFFFDgnp\uFFFD end\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"name\":\"projects/hr/pl",
        "[]",
        "7",
        "\"text\"",
        "{\"name\":{\"a\":1}}",
        "{\"specs\":\"none\"}",
        "{\"createTime\":\"yesterday\"}"
      })
  void successThatIsNoAnswerOfTheOperationIsABadResponse(String body) {
    assertThat(thrown(BadResponseException.class, json(200, body)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"code\":7}",
        "{\"message\":\"x\"}",
        "{\"code\":\"permission_denied\",\"message\":\"x\"}",
        "{\"code\":7,\"mess"
      })
  void errorWithoutCodeAndMessageIsABadResponse(String body) {
    assertThat(thrown(BadResponseException.class, json(403, body)).status()).isEqualTo(403);
  }

  @Test
  void jsonWithAnotherContentTypeIsReadAllTheSame() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/plain")
                    .withBody("{\"title\":\"x\"}")));
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      assertThat(client.plans().getPlan("projects/hr/plans/1").execute().getTitle()).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsNotFollowed(int status) {
    OTHER.stubFor(any(anyUrl()).willReturn(json(200, "{}")));

    BadResponseException thrown =
        thrown(
            BadResponseException.class,
            aResponse().withStatus(status).withHeader("Location", OTHER.baseUrl() + "/v1/x"));

    assertThat(thrown.status()).isEqualTo(status);
    assertThat(OTHER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void brokenConnectionIsAFailureOfTransportAndNothingIsSentAgain(Fault fault) {
    SERVER.resetRequests();

    TransportException thrown = thrown(TransportException.class, aResponse().withFault(fault));

    assertThat(thrown.kind()).isEqualTo(TransportException.Kind.CONNECTION_LOST);
    assertThat(thrown.isRetryable()).isTrue();
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
  }

  @Test
  void secretInAnAnswerThatCannotBeReadIsNotShown() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                json(
                    200,
                    "{\"name\":\"serviceAccounts/a\", \"serviceKey\" : \"bbs_Secret1\",\"state\":{\"a\":\"Secr")));
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      OutcomeUnknownException thrown =
          catchThrowableOfType(
              OutcomeUnknownException.class,
              () ->
                  client
                      .service(ServiceAccountService::new)
                      .createServiceAccount("workspaces/w", new ServiceAccount())
                      .execute());

      assertThat(Texts.ofAll(thrown)).doesNotContain("Secr").contains("serviceKey");
    }
  }

  @Test
  void longTextOfTheServerIsCutInMessagesAndWholeInTheError() {
    String text = "x".repeat(10_000) + "\\n\\u001b[31m";
    ApiException thrown = thrown(ApiException.class, error(400, 3, text));

    assertThat(thrown.getMessage()).hasSizeLessThan(2_200);
    assertThat(thrown.error().message()).hasSize(10_006);
    ApiException steering = thrown(ApiException.class, error(400, 3, "a\\nb\\u001b[31m"));
    assertThat(steering).hasMessageContaining("a b\uFFFD[31m (");
  }

  @Test
  void methodThatTheServerDoesNotKnowIsToldOtherwiseThanAResource() {
    assertThat(thrown(NotFoundException.class, error(404, 2, "no such route")))
        .hasMessageEndingWith(
            "The server knows no such method: check its address and its version.");
  }

  @Test
  void detailsCannotBeChangedAfterwards() {
    List<Map<String, Object>> details = new java.util.ArrayList<>(List.of(Map.of("a", "b")));
    ApiError error = new ApiError(400, ErrorCode.INVALID_ARGUMENT, "x", details, null, null);

    details.clear();

    assertThat(error.details()).containsExactly(Map.of("a", "b"));
  }
}
