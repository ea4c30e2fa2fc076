package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.ServerInfo.Decision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link BytebaseClient#server} against servers of all ages. */
@Timeout(60)
class ServerLookupTest {
  private static final String INFO = "/v1/actuator/info";
  private static final String PLAN_ROLLOUT = "/v1/projects/-/plans/0/rollout";
  private static final String CATEGORIES = "/v1/projects/-/releases:listCategories";
  private static final String SEARCH = "/v1/projects/-/releases:search";
  private static final String ROLLOUT = "/v1/projects/-/rollouts/0";
  private static final String PREVIEW = "/v1/projects/-:previewPlan";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private BytebaseClient client = TestClients.withToken("https://bytebase.invalid");

  @BeforeEach
  void connect() {
    client = TestClients.withToken(SERVER.baseUrl());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static void reports(String version) {
    SERVER.stubFor(
        get(INFO).willReturn(okJson("{\"version\":\"" + version + "\",\"gitCommit\":\"c0ffee\"}")));
  }

  private static List<String> sent() {
    return SERVER.findAll(anyRequestedFor(anyUrl())).stream()
        .map(request -> request.getMethod() + " " + request.getUrl())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.0, V3_6",
    "3.6.2, V3_6",
    "3.7.0, V3_7",
    "3.9.0, V3_7",
    "3.9.1, V3_9_1",
    "3.9.2, V3_9_1",
    "v3.12.1, V3_9_1",
    "3.13.1, V3_9_1",
    "3.15.0, V3_15",
    "3.21.1, V3_15",
    "3.22.0-rc1, V3_15",
    "2026.8, V3_15"
  })
  void reportedVersionDecides(String version, ApiShape shape) {
    reports(version);

    ServerInfo info = client.server();

    assertThat(info)
        .isEqualTo(
            new ServerInfo(
                version,
                "c0ffee",
                ServerVersion.parse(version).orElseThrow(),
                shape,
                Decision.REPORTED));
    assertThat(sent()).containsExactly("GET " + INFO);
  }

  @Test
  void recordedAnswerOf2025IsRead() {
    Fixture recorded =
        Fixture.succeeded()
            .filter(fixture -> fixture.age() == Age.AUGUST_2025 && fixture.path().equals(INFO))
            .findFirst()
            .orElseThrow();
    SERVER.stubFor(get(INFO).willReturn(okJson(recorded.body().toString())));

    assertThat(client.server())
        .isEqualTo(
            new ServerInfo(
                "3.9.2",
                "unknown",
                new ServerVersion(3, 9, 2),
                ApiShape.V3_9_1,
                Decision.REPORTED));
  }

  @Test
  void serverIsAskedOnce() {
    reports("3.9.2");

    assertThat(client.server()).isSameAs(client.server());
    assertThat(sent()).hasSize(1);
  }

  @Test
  void threadsAtOnceAskOnce() throws Exception {
    reports("3.9.2");
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    Callable<ServerInfo> ask =
        () -> {
          together.await();
          return client.server();
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<ServerInfo>> answers =
          pool.invokeAll(Stream.generate(() -> ask).limit(threads).toList());
      for (Future<ServerInfo> answer : answers) {
        assertThat(answer.get().shape()).isEqualTo(ApiShape.V3_9_1);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(sent()).containsExactly("GET " + INFO);
  }

  @Test
  void interruptedThreadAsksNothingAndItsFlagStays() {
    reports("3.9.2");

    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> client.server())
          .isInstanceOf(CallInterruptedException.class)
          .hasMessageContaining("ActuatorService/GetActuatorInfo");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(sent()).isEmpty();
    assertThat(client.server().reported()).isEqualTo("3.9.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.2", "2.23.1", "1.0.0"})
  void olderServerIsRefused(String version) {
    reports(version);

    UnsupportedByServerException thrown =
        catchThrowableOfType(UnsupportedByServerException.class, () -> client.server());

    assertThat(thrown.feature()).isEqualTo(ServerFeature.GITOPS);
    assertThat(thrown.found()).isEqualTo(version);
    assertThat(thrown.needed()).isEqualTo("3.6 or newer, but not 3.14");
    assertThat(thrown)
        .hasMessageEndingWith("The oldest supported version is 3.6: upgrade the server.");
    assertThat(thrown.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.14.0", "3.14.1"})
  void serverWithoutAWayToFindAReleaseIsRefused(String version) {
    reports(version);

    assertThatThrownBy(() -> client.server())
        .isInstanceOf(UnsupportedByServerException.class)
        .hasMessageContaining("version " + version)
        .hasMessageEndingWith("upgrade the server to 3.15 or newer.");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(401, "{\"code\":16,\"message\":\"no\"}", UnauthenticatedException.class),
        Arguments.of(403, "{\"code\":7,\"message\":\"no\"}", PermissionDeniedException.class),
        Arguments.of(503, "{\"code\":14,\"message\":\"no\"}", UnavailableException.class),
        Arguments.of(200, "<html>hello</html>", BadResponseException.class),
        Arguments.of(200, "{\"version\":[]}", BadResponseException.class));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureIsTheUsualOneAndIsNotKept(int status, String body, Class<?> type) {
    SERVER.stubFor(get(INFO).willReturn(aResponse().withStatus(status).withBody(body)));
    assertThatThrownBy(() -> client.server()).isInstanceOf(type);

    reports("3.9.2");

    assertThat(client.server().shape()).isEqualTo(ApiShape.V3_9_1);
    assertThat(sent()).hasSize(2);
  }

  // What servers answer to a path that they do not know, as recorded or read from their source.
  private static ResponseDefinitionBuilder unknownPath(ApiShape shape) {
    return switch (shape) {
      case V3_6 -> error(404, 5, "Routing error. Please check the request URI /v1/x");
      case V3_7, V3_9_1 ->
          error(404, 2, "not_found: Routing error. Please check the request URI /v1/x");
      case V3_15 -> error(404, 2, "not_found: gateway routing error 404: request method GET");
    };
  }

  private static ResponseDefinitionBuilder error(int status, int code, String message) {
    return aResponse()
        .withStatus(status)
        .withBody("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
  }

  private static void knows(String path, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(urlEqualTo(path)).willReturn(answer));
  }

  private static void developmentServer(ApiShape shape) {
    SERVER.stubFor(any(anyUrl()).willReturn(unknownPath(shape)));
    ResponseDefinitionBuilder refusal = error(404, 5, "project - not found");
    switch (shape) {
      case V3_6 -> {
        knows(ROLLOUT, refusal);
        SERVER.stubFor(post(PREVIEW).willReturn(refusal));
      }
      case V3_7 -> {
        knows(ROLLOUT, refusal);
        // GET is known there, as of a project with an odd name.
        SERVER.stubFor(post(PREVIEW).willReturn(error(501, 12, "Method Not Allowed")));
      }
      case V3_9_1 -> {
        knows(ROLLOUT, refusal);
        knows(SEARCH, okJson("{}"));
      }
      case V3_15 -> {
        knows(PLAN_ROLLOUT, error(403, 7, "denied"));
        knows(CATEGORIES, error(403, 7, "denied"));
      }
    }
    reports("development");
  }

  static Stream<Arguments> probes() {
    return Stream.of(
        Arguments.of(ApiShape.V3_6, List.of(PLAN_ROLLOUT, ROLLOUT, SEARCH, PREVIEW)),
        Arguments.of(ApiShape.V3_7, List.of(PLAN_ROLLOUT, ROLLOUT, SEARCH, PREVIEW)),
        Arguments.of(ApiShape.V3_9_1, List.of(PLAN_ROLLOUT, ROLLOUT, SEARCH)),
        Arguments.of(ApiShape.V3_15, List.of(PLAN_ROLLOUT, CATEGORIES)));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void serverWithoutAVersionIsToldByItsAnswers(ApiShape shape, List<String> asked) {
    developmentServer(shape);

    ServerInfo info = client.server();

    assertThat(info)
        .isEqualTo(new ServerInfo("development", "c0ffee", null, shape, Decision.PROBED));
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl())))
        .extracting(request -> request.getUrl())
        .containsExactlyElementsOf(Stream.concat(Stream.of(INFO), asked.stream()).toList());
    assertThat(sent()).allMatch(line -> line.startsWith("GET ") || line.equals("POST " + PREVIEW));
    assertThat(client.server()).isSameAs(info);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20260801", "b5d8f0c", "3.9.2.1"})
  void whateverIsNoVersionIsProbed(String version) {
    developmentServer(ApiShape.V3_9_1);
    reports(version);

    ServerInfo info = client.server();

    assertThat(info.decision()).isEqualTo(Decision.PROBED);
    assertThat(info.reported()).isEqualTo(version.isEmpty() ? "none" : version);
    assertThat(info.shape()).isEqualTo(ApiShape.V3_9_1);
  }

  @Test
  void serverThatBehavesLike314IsRefused() {
    developmentServer(ApiShape.V3_15);
    knows(CATEGORIES, unknownPath(ApiShape.V3_15));

    assertThatThrownBy(() -> client.server())
        .isInstanceOf(UnsupportedByServerException.class)
        .hasMessageContaining("version development, which behaves like 3.14")
        .hasMessageEndingWith("upgrade the server to 3.15 or newer.");
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of("knows nothing", error(404, 2, "no route")),
        Arguments.of("answers everything", okJson("{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void serverThatFitsNoShapeIsRefusedWithHowToSetIt(String name, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(any(anyUrl()).willReturn(answer));
    reports("development");

    assertThatThrownBy(() -> client.server())
        .as(name)
        .isInstanceOf(UnsupportedByServerException.class)
        .hasMessageContaining("version development")
        .hasMessageContaining("BytebaseClient.builder().serverVersion(\"3.9.2\")")
        .hasMessageContaining("BYTEBASE_SERVER_VERSION");
  }

  @ParameterizedTest
  @CsvSource({
    "401, 16, io.bytebase4j.client.UnauthenticatedException",
    "429, 8, io.bytebase4j.client.ResourceExhaustedException",
    "503, 14, io.bytebase4j.client.UnavailableException"
  })
  void faultWhileProbingDecidesNothing(int status, int code, Class<?> type) {
    developmentServer(ApiShape.V3_9_1);
    knows(PLAN_ROLLOUT, error(status, code, "later"));
    assertThatThrownBy(() -> client.server()).isInstanceOf(type);

    developmentServer(ApiShape.V3_9_1);

    assertThat(client.server().shape()).isEqualTo(ApiShape.V3_9_1);
  }

  @Test
  void versionThatIsSetIsTakenAndNothingIsSent() {
    try (BytebaseClient set =
        TestClients.tokenBuilder(SERVER.baseUrl()).serverVersion("v3.9.2").build()) {
      assertThat(set.server())
          .isEqualTo(
              new ServerInfo(
                  "3.9.2", "", new ServerVersion(3, 9, 2), ApiShape.V3_9_1, Decision.SET));
      try (BytebaseClient copy = set.toBuilder().build()) {
        assertThat(copy.server()).isEqualTo(set.server());
      }
    }
    assertThat(sent()).isEmpty();
  }

  @Test
  void versionThatIsSetAndNotSupportedIsRefusedUnsent() {
    try (BytebaseClient set =
        TestClients.tokenBuilder(SERVER.baseUrl()).serverVersion("3.5.0").build()) {
      assertThatThrownBy(set::server)
          .isInstanceOf(UnsupportedByServerException.class)
          .hasMessageContaining("version 3.5.0");
    }
    assertThat(sent()).isEmpty();
  }

  @Test
  void versionMayComeFromTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "BYTEBASE_URL",
            SERVER.baseUrl(),
            "BYTEBASE_ACCESS_TOKEN",
            TestClients.TOKEN,
            "BYTEBASE_SERVER_VERSION",
            " 3.6.2 ");
    try (BytebaseClient set = BytebaseClient.builder().fromEnvironment(environment).build()) {
      assertThat(set.server().shape()).isEqualTo(ApiShape.V3_6);
    }
    assertThat(sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "3", "2025.8", "3.x"})
  void whatIsNoVersionIsNotTaken(String version) {
    assertThatThrownBy(() -> BytebaseClient.builder().serverVersion(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("serverVersion is \"%s\": give a version such as 3.9.2 or 2026.8", version);
  }

  @Test
  void variableThatHoldsNoVersionIsNamed() {
    Map<String, String> environment =
        Map.of(
            "BYTEBASE_URL", "https://bytebase.example.com",
            "BYTEBASE_ACCESS_TOKEN", TestClients.TOKEN,
            "BYTEBASE_SERVER_VERSION", "latest");

    assertThatThrownBy(() -> BytebaseClient.builder().fromEnvironment(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "BYTEBASE_SERVER_VERSION is \"latest\": give a version such as 3.9.2 or 2026.8");
  }

  @Test
  void blankVariableCountsAsNotSet() {
    reports("3.9.2");
    Map<String, String> environment =
        Map.of(
            "BYTEBASE_URL",
            SERVER.baseUrl(),
            "BYTEBASE_ACCESS_TOKEN",
            TestClients.TOKEN,
            "BYTEBASE_SERVER_VERSION",
            " ");
    try (BytebaseClient asking = BytebaseClient.builder().fromEnvironment(environment).build()) {
      assertThat(asking.server().decision()).isEqualTo(Decision.REPORTED);
    }
  }
}
