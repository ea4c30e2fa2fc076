package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rate limit and the circuit breaker, which are off unless set. */
@Timeout(60)
class GuardsTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final FakeTime time = new FakeTime();

  private BytebaseClientBuilder builder() {
    return TestClients.tokenBuilder(SERVER.baseUrl()).clock(time).sleeper(time);
  }

  private static void call(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static void stub(int status) {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(status).withBody("{\"code\":14,\"message\":\"x\"}")));
  }

  private static int requests() {
    return SERVER.findAll(anyRequestedFor(anyUrl())).size();
  }

  @Test
  void requestBeyondTheLimitWaitsForTheNextPeriod() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    try (BytebaseClient client =
        builder().rateLimit(new RateLimit(2, Duration.ofSeconds(10))).build()) {
      call(client);
      call(client);
      assertThat(time.slept()).isEmpty();

      call(client);
      assertThat(time.slept()).containsExactly(Duration.ofSeconds(10));
      call(client);
      call(client);
      assertThat(time.slept()).hasSize(2);
    }
    assertThat(requests()).isEqualTo(5);
  }

  @Test
  void attemptsAndSignInsCountForTheLimit() {
    stub(503);
    SERVER.stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.post("/v1/auth/login")
            .willReturn(okJson("{\"token\":\"t\"}")));
    RetryPolicy twice = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1), 1, 0);
    try (BytebaseClient client =
        TestClients.accountBuilder(SERVER.baseUrl())
            .clock(time)
            .sleeper(time)
            .retry(twice)
            .rateLimit(new RateLimit(2, Duration.ofSeconds(10)))
            .build()) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
    }

    assertThat(requests()).isEqualTo(3);
    assertThat(time.slept()).hasSize(2);
    assertThat(time.slept().get(1)).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void waitForTheLimitThatIsLongerThanTheCallHasIsNotBegun() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    try (BytebaseClient client =
        builder()
            .rateLimit(new RateLimit(1, Duration.ofMinutes(1)))
            .callTimeout(Duration.ofSeconds(30))
            .build()) {
      call(client);
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("while it waited for the client's rate limit");
    }
    assertThat(requests()).isEqualTo(1);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void callThatGivesUpBeforeItsTurnSpendsNone() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    try (BytebaseClient client =
        builder().rateLimit(new RateLimit(1, Duration.ofMinutes(1))).build()) {
      call(client);
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(
                () ->
                    client
                        .plans()
                        .getPlan("projects/hr/plans/1")
                        .timeout(Duration.ofSeconds(1))
                        .execute())
            .isInstanceOf(DeadlineExceededException.class);
      }
      call(client);
    }
    assertThat(time.slept()).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void interruptEndsTheWaitForTheLimit() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    Sleeper interrupted =
        duration -> {
          throw new InterruptedException();
        };
    try (BytebaseClient client =
        builder()
            .sleeper(interrupted)
            .rateLimit(new RateLimit(1, Duration.ofSeconds(10)))
            .build()) {
      call(client);
      assertThatThrownBy(() -> call(client)).isInstanceOf(CallInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static CircuitBreakerPolicy halfOfFour() {
    return new CircuitBreakerPolicy(4, 0.5, Duration.ofSeconds(30));
  }

  @Test
  void breakerOpensAfterFailuresAndLetsOneThroughWhenItsTimeIsOver() {
    try (BytebaseClient client = builder().circuitBreaker(halfOfFour()).build()) {
      SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
      call(client);
      call(client);
      stub(503);
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
      int sent = requests();

      assertThatThrownBy(() -> call(client))
          .isInstanceOf(CircuitOpenException.class)
          .hasMessageContaining("not sent: too many calls failed of late")
          .hasMessageContaining("PT30S");
      assertThat(requests()).isEqualTo(sent);

      time.pass(Duration.ofSeconds(31));
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
      assertThatThrownBy(() -> call(client)).isInstanceOf(CircuitOpenException.class);
      assertThat(requests()).isEqualTo(sent + 1);

      time.pass(Duration.ofSeconds(31));
      SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
      call(client);
      call(client);
      assertThat(requests()).isEqualTo(sent + 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 429, 500})
  void errorsThatAreAnswersDoNotOpenIt(int status) {
    stub(status);
    try (BytebaseClient client = builder().circuitBreaker(halfOfFour()).build()) {
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> call(client)).isInstanceOf(ApiException.class);
      }
    }
    assertThat(requests()).isEqualTo(10);
  }

  @Test
  void listenerThatFailsBadlyDoesNotKeepItOpen() {
    CircuitBreakerPolicy one = new CircuitBreakerPolicy(1, 1, Duration.ofSeconds(30));
    stub(503);
    try (BytebaseClient client =
        builder()
            .circuitBreaker(one)
            .listener(
                event -> {
                  throw new NoClassDefFoundError("listener");
                })
            .build()) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
      time.pass(Duration.ofSeconds(31));
      SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
      call(client);
      call(client);
    }
  }

  @Test
  void interruptedCallNeitherOpensItNorTakesItsOneTry() {
    CircuitBreakerPolicy one = new CircuitBreakerPolicy(1, 1, Duration.ofSeconds(30));
    stub(503);
    try (BytebaseClient client = builder().circuitBreaker(one).build()) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
      time.pass(Duration.ofSeconds(31));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> call(client)).isInstanceOf(CallInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();

      SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
      call(client);
    }
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("requests is 0: it must be at least 1");
    assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO))
        .hasMessage("period is PT0S: it must be more than zero, and at most PT24H");
    assertThatThrownBy(() -> new CircuitBreakerPolicy(0, 0.5, Duration.ofSeconds(1)))
        .hasMessage("window is 0: it must be at least 1");
    assertThatThrownBy(() -> new CircuitBreakerPolicy(1, Double.NaN, Duration.ofSeconds(1)))
        .hasMessage("failureRate is NaN: it must be more than 0, and at most 1");
    assertThatThrownBy(() -> new CircuitBreakerPolicy(1, 1, Duration.ofSeconds(-1)))
        .hasMessage("openFor is PT-1S: it must be more than zero");
  }
}
