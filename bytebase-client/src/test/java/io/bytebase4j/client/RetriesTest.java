package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.bytebase4j.client.model.BatchCancelTaskRunsRequest;
import io.bytebase4j.client.model.Plan;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a request is sent again, how long the waits are, and what the error tells at the end. */
@Timeout(60)
class RetriesTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final RetryPolicy EXACT =
      new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(3), 2.0, 0);

  private final FakeTime time = new FakeTime();

  private BytebaseClientBuilder builder() {
    return TestClients.tokenBuilder(SERVER.baseUrl()).retry(EXACT).clock(time).sleeper(time);
  }

  private static void read(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static void create(BytebaseClient client) {
    client.plans().createPlan("projects/hr", new Plan().title("x")).execute();
  }

  private static ResponseDefinitionBuilder busy(int status) {
    return aResponse().withStatus(status).withBody("{\"code\":14,\"message\":\"busy\"}");
  }

  private static void answer(ResponseDefinitionBuilder... answers) {
    String state = Scenario.STARTED;
    for (int i = 0; i < answers.length; i++) {
      String next = "after " + i;
      SERVER.stubFor(
          any(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state)
              .willReturn(answers[i])
              .willSetStateTo(next));
      state = next;
    }
    SERVER.stubFor(
        any(anyUrl()).inScenario("answers").whenScenarioStateIs(state).willReturn(okJson("{}")));
  }

  private static int requests() {
    return SERVER.findAll(anyRequestedFor(anyUrl())).size();
  }

  @Test
  void waitsGrowByTheMultiplierUpToTheLongest() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(503)));
    try (BytebaseClient client = builder().build()) {
      UnavailableException thrown =
          catchThrowableOfType(UnavailableException.class, () -> read(client));

      assertThat(time.slept())
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
      assertThat(requests()).isEqualTo(4);
      assertThat(thrown.attempts()).isEqualTo(4);
      assertThat(thrown.elapsed()).isEqualTo(Duration.ofSeconds(6));
      assertThat(thrown).hasMessageEndingWith("(UNAVAILABLE, HTTP 503) [4 attempts in 6.0 s]");
    }
  }

  @Test
  void waitsAreShiftedAtRandomWithinTheirShareAndNeverLongerThanTheLongest() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(503)));
    RetryPolicy shifted =
        new RetryPolicy(30, Duration.ofSeconds(1), Duration.ofSeconds(4), 1.1, 0.5);
    try (BytebaseClient client = builder().retry(shifted).build()) {
      assertThatThrownBy(() -> read(client)).isInstanceOf(UnavailableException.class);
    }

    List<Duration> waits = time.slept();
    assertThat(waits).hasSize(29);
    double plain = 1000;
    for (Duration wait : waits) {
      assertThat(wait.toMillis())
          .isBetween((long) (Math.min(plain, 4000) * 0.49), (long) Math.min(plain * 1.51, 4000));
      plain *= 1.1;
    }
    assertThat(waits.stream().distinct().count()).isGreaterThan(5);
  }

  @Test
  void faultThatPassesIsNotSeenByTheCaller() {
    answer(busy(503), busy(502), busy(504));
    try (BytebaseClient client = builder().build()) {
      read(client);
    }

    assertThat(requests()).isEqualTo(4);
  }

  @Test
  void failuresOfEarlierAttemptsAreKeptInTheirOrder() {
    answer(
        aResponse().withStatus(502).withBody("<html>one</html>"),
        busy(503),
        aResponse().withStatus(403).withBody("{\"code\":7,\"message\":\"three\"}"));
    try (BytebaseClient client = builder().build()) {
      PermissionDeniedException thrown =
          catchThrowableOfType(PermissionDeniedException.class, () -> read(client));

      assertThat(thrown.getSuppressed())
          .hasSize(2)
          .allMatch(earlier -> earlier instanceof UnavailableException);
      assertThat(thrown.getSuppressed()[0]).hasMessageContaining("<html>one</html>");
      assertThat(((BytebaseException) thrown.getSuppressed()[1]).attempts()).isEqualTo(2);
      assertThat(thrown.attempts()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 500, 501})
  void errorThatStaysIsNotAskedForAgain(int status) {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(status)));
    try (BytebaseClient client = builder().build()) {
      assertThatThrownBy(() -> read(client)).isInstanceOf(ApiException.class);
    }

    assertThat(requests()).isEqualTo(1);
    assertThat(time.slept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void waitThatTheServerAsksForIsObeyedWhereItIsLonger(int status) {
    answer(
        busy(status).withHeader("Retry-After", "20"), busy(status).withHeader("Retry-After", "0"));
    try (BytebaseClient client = builder().build()) {
      read(client);
    }

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(2));
  }

  @Test
  void waitMayBeAskedForAsADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(FakeTime.START.plusSeconds(45).atOffset(ZoneOffset.UTC));
    answer(busy(503).withHeader("Retry-After", date));
    try (BytebaseClient client = builder().build()) {
      read(client);
    }

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "", "99999999999", "1.5", "Mon, 23 Nov 2020 12:00:00 GMT"})
  void waitThatCannotBeReadOrIsOverIsPassedOver(String asked) {
    answer(busy(503).withHeader("Retry-After", asked));
    try (BytebaseClient client = builder().build()) {
      read(client);
    }

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void waitThatWouldEndAfterTheDeadlineIsNotBegun() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(429).withHeader("Retry-After", "600")));
    try (BytebaseClient client = builder().callTimeout(Duration.ofMinutes(5)).build()) {
      ResourceExhaustedException thrown =
          catchThrowableOfType(ResourceExhaustedException.class, () -> read(client));

      assertThat(time.slept()).isEmpty();
      assertThat(thrown.error().retryAfter()).isEqualTo(Duration.ofMinutes(10));
      assertThat(thrown).hasMessageContaining("to be tried again after PT10M");
    }
  }

  @Test
  void deadlineBoundsAllAttemptsTogether() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(503)));
    RetryPolicy endless =
        new RetryPolicy(1000, Duration.ofSeconds(1), Duration.ofSeconds(1), 1.0, 0);
    try (BytebaseClient client =
        builder().retry(endless).callTimeout(Duration.ofSeconds(10)).build()) {
      assertThatThrownBy(() -> read(client)).isInstanceOf(UnavailableException.class);
    }

    assertThat(time.slept()).hasSize(9);
    assertThat(requests()).isEqualTo(10);
  }

  @Test
  void interruptEndsTheWaitForTheNextAttemptAndKeepsTheFlag() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(503)));
    Sleeper interrupted =
        duration -> {
          throw new InterruptedException();
        };
    try (BytebaseClient client = builder().sleeper(interrupted).build()) {
      CallInterruptedException thrown =
          catchThrowableOfType(CallInterruptedException.class, () -> read(client));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).hasMessageContaining("while it waited for its next attempt");
      assertThat(thrown.getSuppressed()).hasSize(1);
      assertThat(requests()).isEqualTo(1);
    }
  }

  @Test
  void createIsNotSentAgainWhenItMayHaveBeenProcessed() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(503)));
    try (BytebaseClient client = builder().build()) {
      OutcomeUnknownException thrown =
          catchThrowableOfType(OutcomeUnknownException.class, () -> create(client));

      assertThat(requests()).isEqualTo(1);
      assertThat(thrown).hasCauseInstanceOf(UnavailableException.class);
      assertThat(thrown.isRetryable()).isFalse();
      assertThat(thrown)
          .hasMessageStartingWith(
              "PlanService/CreatePlan: it is not known whether the server acted on POST"
                  + " /v1/projects/hr/plans; look for what it would have made");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0 ", "00"})
  void createIsNotSentAgainByTheHttpLibraryThoughTheServerAsksForIt(String retryAfter) {
    // OkHttp sends any request again at once when it sees 503 with Retry-After: 0.
    answer(busy(503).withHeader("Retry-After", retryAfter));
    try (BytebaseClient client = builder().build()) {
      assertThatThrownBy(() -> create(client)).isInstanceOf(OutcomeUnknownException.class);
    }

    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 499})
  void createThatSomebodyStoppedWaitingForIsNotSentAgain(int status) {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
    try (BytebaseClient client = builder().build()) {
      assertThatThrownBy(() -> create(client)).isInstanceOf(OutcomeUnknownException.class);
    }

    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void idempotentCallThatIsRefusedTheSecondTimeMayHaveBeenDoneTheFirstTime() {
    answer(
        busy(504),
        aResponse().withStatus(400).withBody("{\"code\":3,\"message\":\"is not running\"}"));
    try (BytebaseClient client = builder().build()) {
      assertThatThrownBy(
              () ->
                  client
                      .rollouts()
                      .batchCancelTaskRuns(
                          "projects/hr/plans/1/rollout/stages/test/tasks/2",
                          new BatchCancelTaskRunsRequest())
                      .execute())
          .isInstanceOf(OutcomeUnknownException.class)
          .hasCauseInstanceOf(InvalidArgumentException.class);
    }
  }

  @Test
  void createIsSentAgainWhenItWasPutOff() {
    answer(busy(429), busy(429));
    try (BytebaseClient client = builder().build()) {
      create(client);
    }

    assertThat(requests()).isEqualTo(3);
  }

  @Test
  void policyThatAllowsOneAttemptSendsNothingAgain() {
    SERVER.stubFor(any(anyUrl()).willReturn(busy(429)));
    try (BytebaseClient client = builder().retry(RetryPolicy.none()).build()) {
      assertThatThrownBy(() -> read(client))
          .isInstanceOf(ResourceExhaustedException.class)
          .hasNoSuppressedExceptions();
    }

    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 1000, 2, 0.5, maxAttempts is 0: it must be at least 1",
    "3, 0, 1000, 2, 0.5, initialDelay is PT0S: it must be at least 1 ms",
    "3, 2000, 1000, 2, 0.5, 'maxDelay is PT1S: it must be at least initialDelay, which is PT2S'",
    "3, 1000, 1000, 0.9, 0.5, multiplier is 0.9: it must be from 1 to 100",
    "3, 1000, 1000, NaN, 0.5, multiplier is NaN: it must be from 1 to 100",
    "3, 1000, 1000, 2, 1, 'jitter is 1.0: it must be 0 or more, and less than 1'"
  })
  void policyOutOfRangeIsRefusedByName(
      int attempts, long initial, long max, double multiplier, double jitter, String message) {
    assertThatThrownBy(
            () ->
                new RetryPolicy(
                    attempts,
                    Duration.ofMillis(initial),
                    Duration.ofMillis(max),
                    multiplier,
                    jitter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
