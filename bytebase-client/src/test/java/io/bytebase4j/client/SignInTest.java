package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.bytebase4j.client.model.LoginRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SignInTest {
  private static final String LOGIN = "/v1/auth/login";
  private static final Instant START = FakeTime.START;

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final FakeTime clock = new FakeTime();

  @BeforeEach
  void answerEverything() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  private BytebaseClient client() {
    return TestClients.accountBuilder(SERVER.baseUrl()).clock(clock).build();
  }

  private static void stubLogin(String token) {
    SERVER.stubFor(post(urlEqualTo(LOGIN)).willReturn(okJson("{\"token\":\"" + token + "\"}")));
  }

  private static String tokenWith(String claims) {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "e30." + payload + ".c2ln";
  }

  private static String tokenUntil(Instant end) {
    return tokenWith("{\"exp\":" + end.getEpochSecond() + "}");
  }

  private static List<LoggedRequest> logins() {
    return SERVER.findAll(postRequestedFor(urlEqualTo(LOGIN)));
  }

  private static void call(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static List<String> tokensOfCalls() {
    return SERVER.findAll(anyRequestedFor(urlEqualTo("/v1/projects/hr/plans/1"))).stream()
        .map(request -> request.getHeader("Authorization"))
        .toList();
  }

  @Test
  void signsInWithItsFirstCallAndWithoutAToken() {
    stubLogin("token-1");

    try (BytebaseClient client = client()) {
      assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).isEmpty();
      call(client);
    }

    assertThat(logins()).hasSize(1);
    assertThat(logins().get(0).containsHeader("Authorization")).isFalse();
    assertThat(logins().get(0).getBodyAsString())
        .isEqualTo(
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(TestClients.EMAIL, TestClients.KEY));
    assertThat(tokensOfCalls()).containsExactly("Bearer token-1");
  }

  @Test
  void manyThreadsAtOnceCauseOneSignIn() throws Exception {
    stubLogin(tokenUntil(START.plus(Duration.ofHours(1))));
    int threads = 16;
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (BytebaseClient client = client()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  go.await();
                  call(client);
                  return null;
                }));
      }
      ready.await();
      go.countDown();
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(logins()).hasSize(1);
    assertThat(tokensOfCalls()).hasSize(threads);
  }

  @Test
  void tokenIsRenewedAMinuteBeforeItsEndAndNotSooner() {
    String first = tokenUntil(START.plus(Duration.ofHours(1)));
    String second = tokenUntil(START.plus(Duration.ofHours(2)));
    stubLogin(first);
    try (BytebaseClient client = client()) {
      call(client);
      stubLogin(second);
      clock.pass(Duration.ofMinutes(59).minusMillis(1));
      call(client);
      clock.pass(Duration.ofMillis(1));
      call(client);
    }

    assertThat(tokensOfCalls())
        .containsExactlyInAnyOrder("Bearer " + first, "Bearer " + first, "Bearer " + second);
    assertThat(logins()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"exp\":null}",
        "{\"exp\":\"never\"}",
        "{\"exp\":[]}",
        "{\"exp\":99999999999999999}",
        "not JSON",
        "[]"
      })
  void tokenThatDoesNotTellItsEndIsKept(String claims) {
    stubLogin(tokenWith(claims));
    try (BytebaseClient client = client()) {
      call(client);
      clock.pass(Duration.ofDays(1000));
      call(client);
    }

    assertThat(logins()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "a.b", "a.!.c", "a.b.c.d"})
  void tokenThatIsNoWebTokenIsUsedAsItIs(String token) {
    stubLogin(token);
    try (BytebaseClient client = client()) {
      call(client);
    }

    assertThat(tokensOfCalls()).containsExactly("Bearer " + token);
  }

  @Test
  void failedSignInNamesTheAccountButNotItsKeyAndIsTriedAgainAfterAWhile() {
    SERVER.stubFor(
        post(urlEqualTo(LOGIN))
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody("{\"code\":16,\"message\":\"invalid email or password\"}")));
    try (BytebaseClient client = client()) {
      UnauthenticatedException thrown =
          catchThrowableOfType(UnauthenticatedException.class, () -> call(client));
      assertThat(thrown.operation()).isEqualTo("AuthService/Login");
      assertThat(thrown)
          .hasMessageContaining("invalid email or password")
          .hasMessageContaining("service account " + TestClients.EMAIL)
          .hasMessageNotContaining(TestClients.KEY);

      stubLogin("token-2");
      clock.pass(Duration.ofMinutes(2));
      call(client);
    }

    assertThat(tokensOfCalls()).containsExactly("Bearer token-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"token\":\"\"}",
        "{\"token\":null,\"user\":\"Secret1\"}",
        "{\"token\":\"Secret1",
        "Secret1",
        "<html>Secret1</html>",
        ""
      })
  void signInAnswerThatCannotBeUsedShowsNothingOfItself(String answer) {
    SERVER.stubFor(post(urlEqualTo(LOGIN)).willReturn(okJson(answer)));
    try (BytebaseClient client = client()) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(BadResponseException.class)
          .satisfies(
              thrown -> {
                assertThat(Texts.ofAll(thrown)).doesNotContain("Secret1", TestClients.KEY);
                assertThat(((BytebaseException) thrown).operation()).isEqualTo("AuthService/Login");
              });
    }
    assertThat(tokensOfCalls()).isEmpty();
  }

  @Test
  void signInErrorPageShowsNothingOfItself() {
    SERVER.stubFor(
        post(urlEqualTo(LOGIN)).willReturn(aResponse().withStatus(500).withBody("Secret1")));
    try (BytebaseClient client = client()) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(BadResponseException.class)
          .satisfies(thrown -> assertThat(Texts.ofAll(thrown)).doesNotContain("Secret1"));
    }
  }

  @Test
  void signInThatTheCallerMakesCarriesNoTokenAndIsMadeOnce() {
    SERVER.stubFor(
        post(urlEqualTo(LOGIN))
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody("{\"code\":16,\"message\":\"invalid email or password\"}")));
    try (BytebaseClient client = client()) {
      assertThatThrownBy(() -> client.auth().login(new LoginRequest().email("other@x.y")).execute())
          .isInstanceOf(UnauthenticatedException.class);
    }

    assertThat(logins()).hasSize(1);
    assertThat(logins().get(0).containsHeader("Authorization")).isFalse();
    assertThat(logins().get(0).getBodyAsString()).contains("other@x.y");
  }

  @Test
  void givenAccessTokenIsUsedWithoutSigningIn() {
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      call(client);
    }

    assertThat(logins()).isEmpty();
    assertThat(tokensOfCalls()).containsExactly("Bearer " + TestClients.TOKEN);
  }

  @Test
  void accessTokenThatNoHeaderCanCarryIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> Credentials.accessToken("Secret1\nX-Other: y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the access token holds a character that no HTTP header may hold")
        .hasMessageNotContaining("Secret1");
  }
}
