package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that end, that are refused, and that can't be had. */
@Timeout(60)
class RenewalTest {
  private static final String LOGIN = "/v1/auth/login";
  private static final String EXCHANGE = "/v1/auth:exchangeToken";
  private static final String REFUSED = "{\"code\":16,\"message\":\"failed to parse claim\"}";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().containerThreads(80))
          .build();

  private final FakeTime time = new FakeTime();
  private final List<ClientEvent> events = new java.util.concurrent.CopyOnWriteArrayList<>();

  @BeforeEach
  void answerEverything() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  private BytebaseClientBuilder account() {
    return timed(TestClients.accountBuilder(SERVER.baseUrl()));
  }

  private BytebaseClientBuilder with(Credentials credentials) {
    return timed(TestClients.tokenBuilder(SERVER.baseUrl()).credentials(credentials));
  }

  private BytebaseClientBuilder timed(BytebaseClientBuilder builder) {
    return builder.clock(time).sleeper(time).listener(events::add);
  }

  private static void stubLogins(ResponseDefinitionBuilder... answers) {
    String state = Scenario.STARTED;
    for (int i = 0; i < answers.length; i++) {
      boolean last = i == answers.length - 1;
      String next = last ? state : "login " + i;
      SERVER.stubFor(
          post(urlEqualTo(LOGIN))
              .inScenario("logins")
              .whenScenarioStateIs(state)
              .willReturn(answers[i])
              .willSetStateTo(next));
      state = next;
    }
  }

  private static ResponseDefinitionBuilder token(String token) {
    return okJson("{\"token\":\"" + token + "\"}");
  }

  private static ResponseDefinitionBuilder refusal(String message) {
    return aResponse().withStatus(401).withBody("{\"code\":16,\"message\":\"" + message + "\"}");
  }

  private static void refuse(String token) {
    SERVER.stubFor(
        any(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(aResponse().withStatus(401).withBody(REFUSED)));
  }

  private static String jwt(Instant issued, Instant end) {
    String claims =
        "{\"iat\":%d,\"exp\":%d}".formatted(issued.getEpochSecond(), end.getEpochSecond());
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }

  private static void read(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static int logins() {
    return SERVER.findAll(postRequestedFor(urlEqualTo(LOGIN))).size();
  }

  private static List<String> tokensOfReads() {
    return SERVER.findAll(anyRequestedFor(urlEqualTo("/v1/projects/hr/plans/1"))).stream()
        .map(request -> request.getHeader("Authorization"))
        .toList();
  }

  @Test
  void refusedTokenIsRenewedOnceAndTheRequestSentAgain() {
    stubLogins(token("one"), token("two"));
    refuse("one");
    try (BytebaseClient client = account().build()) {
      read(client);
      read(client);
    }

    assertThat(logins()).isEqualTo(2);
    assertThat(tokensOfReads()).containsExactlyInAnyOrder("Bearer one", "Bearer two", "Bearer two");
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void createWithARefusedTokenIsSentAgainToo() {
    stubLogins(token("one"), token("two"));
    refuse("one");
    try (BytebaseClient client = account().build()) {
      client
          .plans()
          .createPlan("projects/hr", new io.bytebase4j.client.model.Plan().title("x"))
          .execute();
    }

    assertThat(SERVER.findAll(postRequestedFor(urlEqualTo("/v1/projects/hr/plans")))).hasSize(2);
  }

  @Test
  void tokenThatIsRefusedAgainEndsTheCall() {
    stubLogins(token("one"), token("two"));
    refuse("one");
    refuse("two");
    try (BytebaseClient client = account().build()) {
      UnauthenticatedException thrown =
          catchThrowableOfType(UnauthenticatedException.class, () -> read(client));

      assertThat(thrown.attempts()).isEqualTo(2);
      assertThat(thrown.getSuppressed()).hasSize(1);
      assertThat(thrown).hasMessageContaining("signs in with service account " + TestClients.EMAIL);
    }

    assertThat(logins()).isEqualTo(2);
    assertThat(tokensOfReads()).hasSize(2);
  }

  @Test
  void accessTokenThatIsRefusedFailsAtOnceAndTellsWhenItEnded() {
    String ended = jwt(FakeTime.START.minusSeconds(7200), FakeTime.START.minusSeconds(3600));
    refuse(ended);
    try (BytebaseClient client = with(Credentials.accessToken(ended)).build()) {
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("The access token ended at 2026-11-23T11:00:00Z: get a new one")
          .hasMessageNotContaining(ended);
    }

    assertThat(tokensOfReads()).hasSize(1);
    assertThat(logins()).isZero();
  }

  @Test
  void accessTokenThatIsRefusedBeforeItsEndTellsThatToo() {
    String good = jwt(FakeTime.START, FakeTime.START.plusSeconds(3600));
    refuse(good);
    try (BytebaseClient client = with(Credentials.accessToken(good)).build()) {
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("says that it is good until 2026-11-23T13:00:00Z: check it");
    }
  }

  @Test
  void revokedKeyIsToldByTheSignIn() {
    stubLogins(token("one"), refusal("invalid email or password"));
    refuse("one");
    try (BytebaseClient client = account().build()) {
      UnauthenticatedException thrown =
          catchThrowableOfType(UnauthenticatedException.class, () -> read(client));

      assertThat(thrown.operation()).isEqualTo("AuthService/Login");
      assertThat(thrown).hasMessageContaining("invalid email or password");
    }

    assertThat(logins()).isEqualTo(2);
    assertThat(tokensOfReads()).hasSize(1);
  }

  @Test
  void refusedSignInIsNotTriedAgainForAWhileLestTheServerLocksTheAccountOut() {
    stubLogins(refusal("invalid email or password"));
    try (BytebaseClient client = account().build()) {
      assertThatThrownBy(() -> read(client)).isInstanceOf(UnauthenticatedException.class);
      time.pass(Duration.ofMinutes(2).minusMillis(1));
      UnauthenticatedException again =
          catchThrowableOfType(UnauthenticatedException.class, () -> read(client));

      assertThat(again)
          .hasMessageContaining("invalid email or password")
          .hasMessageContaining("is not tried again before 2026-11-23T12:02:00Z");
      assertThat(logins()).isEqualTo(1);

      time.pass(Duration.ofMillis(1));
      assertThatThrownBy(() -> read(client)).isInstanceOf(UnauthenticatedException.class);
      assertThat(logins()).isEqualTo(2);
    }
  }

  @Test
  void manyThreadsWithARefusedTokenCauseOneRenewal() throws Exception {
    stubLogins(token("one"), token("two"));
    int threads = 32;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (BytebaseClient client = account().build()) {
      read(client);
      refuse("one");
      CountDownLatch go = new CountDownLatch(1);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(
            pool.submit(
                () -> {
                  go.await();
                  read(client);
                  return null;
                }));
      }
      go.countDown();
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(logins()).isEqualTo(2);
  }

  @Test
  void lifeOfATokenIsMeasuredByTheServersOwnTimesWhateverTheClocksShow() {
    // The server is a day behind: by this clock its tokens ended long ago.
    Instant server = FakeTime.START.minus(Duration.ofDays(1));
    String first = jwt(server, server.plus(Duration.ofHours(1)));
    Instant later = server.plus(Duration.ofMinutes(59));
    String second = jwt(later, later.plus(Duration.ofHours(1)));
    stubLogins(token(first), token(second));
    try (BytebaseClient client = account().build()) {
      read(client);
      time.pass(Duration.ofMinutes(58));
      read(client);
      assertThat(logins()).isEqualTo(1);
      time.pass(Duration.ofMinutes(1));
      read(client);
      assertThat(logins()).isEqualTo(2);
    }
  }

  @Test
  void tokenOfShortLifeIsRenewedWhenAFifthOfItIsLeft() {
    String first = jwt(FakeTime.START, FakeTime.START.plusSeconds(100));
    stubLogins(token(first), token("later"));
    try (BytebaseClient client = account().build()) {
      read(client);
      time.pass(Duration.ofSeconds(79));
      read(client);
      assertThat(logins()).isEqualTo(1);
      time.pass(Duration.ofSeconds(1));
      read(client);
      assertThat(logins()).isEqualTo(2);
    }
  }

  @Test
  void tokenThatIsStillGoodServesOnWhileItCannotBeRenewed() {
    String first = jwt(FakeTime.START, FakeTime.START.plus(Duration.ofHours(1)));
    stubLogins(
        token(first),
        aResponse().withStatus(500).withBody("{\"code\":13,\"message\":\"out of order\"}"));
    try (BytebaseClient client = account().build()) {
      read(client);
      time.pass(Duration.ofMinutes(59).plusSeconds(30));
      read(client);
      read(client);
      assertThat(logins()).isEqualTo(2);
      assertThat(tokensOfReads()).hasSize(3).containsOnly("Bearer " + first);

      time.pass(Duration.ofSeconds(30));
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("AuthService/Login: out of order");
    }

    assertThat(events)
        .filteredOn(
            event -> event instanceof ClientEvent.TokenRenewed renewal && renewal.error() != null)
        .hasSize(2);
  }

  @Test
  void signInIsRepeatedLikeAnyIdempotentCall() {
    stubLogins(aResponse().withStatus(503), aResponse().withStatus(502), token("three"));
    try (BytebaseClient client = account().retry(RetryPolicy.standard()).build()) {
      read(client);
    }

    assertThat(logins()).isEqualTo(3);
    assertThat(tokensOfReads()).containsExactly("Bearer three");
  }

  @Test
  void failedSignInReachesAllWhoWaitForItAndIsMadeOnce() throws Exception {
    stubLogins(refusal("invalid email or password"));
    int threads = 8;
    AtomicInteger refused = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (BytebaseClient client = account().build()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(
            pool.submit(
                () -> {
                  assertThatThrownBy(() -> read(client))
                      .isInstanceOf(UnauthenticatedException.class);
                  refused.incrementAndGet();
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(refused).hasValue(threads);
    assertThat(logins()).isEqualTo(1);
    assertThat(tokensOfReads()).isEmpty();
  }

  @Test
  void supplierIsAskedAgainWhenItsTokenIsRefusedOrEnds() {
    String second = jwt(FakeTime.START, FakeTime.START.plus(Duration.ofHours(1)));
    Iterator<String> tokens = List.of("one", second + "\n", "three").iterator();
    refuse("one");
    try (BytebaseClient client = with(Credentials.accessTokens(tokens::next)).build()) {
      read(client);
      read(client);
      time.pass(Duration.ofMinutes(59));
      read(client);
    }

    assertThat(tokensOfReads())
        .containsExactlyInAnyOrder(
            "Bearer one", "Bearer " + second, "Bearer " + second, "Bearer three");
  }

  @Test
  void supplierThatGivesTheRefusedTokenAgainEndsTheCall() {
    refuse("one");
    AtomicInteger asked = new AtomicInteger();
    Supplier<String> same =
        () -> {
          asked.incrementAndGet();
          return "one";
        };
    try (BytebaseClient client = with(Credentials.accessTokens(same)).build()) {
      assertThatThrownBy(() -> read(client)).isInstanceOf(UnauthenticatedException.class);
    }

    assertThat(asked).hasValue(2);
    assertThat(tokensOfReads()).hasSize(1);
  }

  @Test
  void supplierThatFailsOrGivesNoneIsToldWithItsCause() {
    IllegalStateException cause = new IllegalStateException("vault is sealed");
    Supplier<String> failing =
        () -> {
          throw cause;
        };
    try (BytebaseClient client = with(Credentials.accessTokens(failing)).build();
        BytebaseClient blank = with(Credentials.accessTokens(() -> " ")).build();
        BytebaseClient broken = with(Credentials.accessTokens(() -> "Secret1\nx")).build()) {
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(CredentialsException.class)
          .hasMessage("PlanService/GetPlan: the supplier of access tokens failed")
          .hasCause(cause);
      assertThatThrownBy(() -> read(blank))
          .isInstanceOf(CredentialsException.class)
          .hasMessageContaining("gave none");
      assertThatThrownBy(() -> read(broken))
          .isInstanceOf(CredentialsException.class)
          .hasMessageNotContaining("Secret1");
    }
    assertThat(tokensOfReads()).isEmpty();
  }

  @Test
  void workloadIdentityExchangesTheTokenOfItsPlatformEachTime() {
    String first = jwt(FakeTime.START, FakeTime.START.plus(Duration.ofHours(1)));
    SERVER.stubFor(
        post(urlEqualTo(EXCHANGE)).willReturn(okJson("{\"accessToken\":\"" + first + "\"}")));
    Iterator<String> platform = List.of("oidc-1", "oidc-2").iterator();
    Credentials identity = Credentials.workloadIdentity("ci@workload.bytebase.com", platform::next);
    try (BytebaseClient client = with(identity).build()) {
      read(client);
      read(client);
      time.pass(Duration.ofMinutes(59));
      read(client);
    }

    for (String oidc : List.of("oidc-1", "oidc-2")) {
      SERVER.verify(
          1,
          postRequestedFor(urlEqualTo(EXCHANGE))
              .withoutHeader("Authorization")
              .withRequestBody(
                  equalToJson(
                      "{\"email\":\"ci@workload.bytebase.com\",\"token\":\"" + oidc + "\"}")));
    }
    assertThat(tokensOfReads()).hasSize(3).containsOnly("Bearer " + first);
    assertThat(identity).hasToString("workload identity ci@workload.bytebase.com");
  }

  @Test
  void refusalOfAWorkloadIdentityShowsTheReasonAndNoToken() {
    SERVER.stubFor(
        post(urlEqualTo(EXCHANGE))
            .willReturn(refusal("token validation failed: audience mismatch")));
    Credentials identity =
        Credentials.workloadIdentity("ci@workload.bytebase.com", () -> "OidcTokenThatIsSecret");
    try (BytebaseClient client = with(identity).build()) {
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("AuthService/ExchangeToken: token validation failed: audience")
          .satisfies(
              thrown -> assertThat(Texts.ofAll(thrown)).doesNotContain("OidcTokenThatIsSecret"));
    }
  }

  @Test
  void earlyRenewalThatIsRefusedIsNotTriedAgainWhileThatCounts() {
    String first = jwt(FakeTime.START, FakeTime.START.plus(Duration.ofHours(1)));
    stubLogins(token(first), refusal("invalid email or password"));
    try (BytebaseClient client = account().build()) {
      read(client);
      time.pass(Duration.ofMinutes(59));
      for (int i = 0; i < 59; i++) {
        read(client);
        time.pass(Duration.ofSeconds(1));
      }
    }

    assertThat(logins()).isEqualTo(2);
    assertThat(tokensOfReads()).hasSize(60);
  }

  @Test
  void earlyRenewalTakesAPartOfTheCallsTimeOnly() {
    String first = jwt(FakeTime.START, FakeTime.START.plus(Duration.ofHours(1)));
    stubLogins(token(first), token("later").withFixedDelay(3_000));
    try (BytebaseClient client = account().build()) {
      read(client);
      time.pass(Duration.ofMinutes(59));
      client.plans().getPlan("projects/hr/plans/1").timeout(Duration.ofMillis(800)).execute();
    }

    assertThat(tokensOfReads()).hasSize(2).containsOnly("Bearer " + first);
  }

  @Test
  void callerInAHurryDoesNotSpoilTheSignInForThoseWhoWaitWithHim() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Supplier<String> slowThenGood =
        () -> {
          if (asked.incrementAndGet() > 1) {
            return "good";
          }
          arrived.countDown();
          awaitUninterruptibly(go);
          throw new IllegalStateException("interrupted like its caller");
        };
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (BytebaseClient client = with(Credentials.accessTokens(slowThenGood)).build()) {
      Thread[] leader = new Thread[1];
      Future<?> first =
          pool.submit(
              () -> {
                leader[0] = Thread.currentThread();
                read(client);
              });
      arrived.await();
      Future<?> second = pool.submit(() -> read(client));
      leader[0].interrupt();
      go.countDown();

      assertThatThrownBy(first::get).hasCauseInstanceOf(CallInterruptedException.class);
      second.get();
    } finally {
      pool.shutdownNow();
    }
    assertThat(asked).hasValue(2);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void supplierThatUsesItsOwnClientIsToldAtOnce() {
    BytebaseClient[] self = new BytebaseClient[1];
    Supplier<String> circular =
        () -> {
          read(self[0]);
          return "never";
        };
    try (BytebaseClient client = with(Credentials.accessTokens(circular)).build()) {
      self[0] = client;
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(CredentialsException.class)
          .hasRootCauseMessage(
              "PlanService/GetPlan: the supplier of tokens calls the client that waits for its token");
    }
  }

  @Test
  void refusedWorkloadIdentityIsTriedAgainWithTheNextTokenOfItsPlatform() {
    String good = jwt(FakeTime.START, FakeTime.START.plus(Duration.ofHours(1)));
    SERVER.stubFor(
        post(urlEqualTo(EXCHANGE))
            .willReturn(refusal("token validation failed: token has expired")));
    Credentials identity = Credentials.workloadIdentity("ci@workload.bytebase.com", () -> "oidc");
    try (BytebaseClient client = with(identity).build()) {
      assertThatThrownBy(() -> read(client)).isInstanceOf(UnauthenticatedException.class);
      SERVER.stubFor(
          post(urlEqualTo(EXCHANGE)).willReturn(okJson("{\"accessToken\":\"" + good + "\"}")));
      read(client);
    }
  }
}
