package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.bytebase4j.client.ClientEvent.AttemptEnded;
import io.bytebase4j.client.ClientEvent.CallEnded;
import io.bytebase4j.client.ClientEvent.RetryScheduled;
import io.bytebase4j.client.ClientEvent.TokenRenewed;
import io.bytebase4j.client.micrometer.MicrometerListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What listeners and metrics get to hear. */
@Timeout(60)
class EventsTest {
  private static final String READ = "PlanService/GetPlan";
  private static final String LOGIN = "AuthService/Login";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final FakeTime time = new FakeTime();
  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void failOnceThenAnswer() {
    SERVER.stubFor(post("/v1/auth/login").willReturn(okJson("{\"token\":\"t\"}")));
    SERVER.stubFor(
        any(anyUrl())
            .atPriority(9)
            .inScenario("s")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(503).withBody("{\"code\":14,\"message\":\"busy\"}"))
            .willSetStateTo("up"));
    SERVER.stubFor(
        any(anyUrl())
            .atPriority(9)
            .inScenario("s")
            .whenScenarioStateIs("up")
            .willReturn(okJson("{}")));
  }

  private BytebaseClientBuilder builder() {
    return TestClients.accountBuilder(SERVER.baseUrl())
        .retry(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 0))
        .clock(time)
        .sleeper(time);
  }

  private static void read(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  @Test
  void eventsTellTheWholeStoryInOrder() {
    try (BytebaseClient client = builder().listener(events::add).build()) {
      read(client);
    }

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "AttemptEnded",
            "CallEnded",
            "TokenRenewed",
            "AttemptEnded",
            "RetryScheduled",
            "AttemptEnded",
            "CallEnded");
    assertThat(events.get(0))
        .isEqualTo(new AttemptEnded(LOGIN, "POST", "/v1/auth/login", 1, Duration.ZERO, 200));
    assertThat(events.get(2))
        .isEqualTo(new TokenRenewed("service account " + TestClients.EMAIL, null, null));
    assertThat(events.get(3))
        .isEqualTo(new AttemptEnded(READ, "GET", "/v1/projects/hr/plans/1", 1, Duration.ZERO, 503));
    assertThat(events.get(4))
        .isInstanceOfSatisfying(
            RetryScheduled.class,
            retry -> {
              assertThat(retry.operation()).isEqualTo(READ);
              assertThat(retry.attempts()).isEqualTo(1);
              assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(1));
              assertThat(retry.cause()).isInstanceOf(UnavailableException.class);
            });
    assertThat(events.get(6))
        .isInstanceOfSatisfying(
            CallEnded.class,
            ended -> {
              assertThat(ended.error()).isNull();
              assertThat(ended.facts().attempts()).isEqualTo(2);
              assertThat(ended.facts().elapsed()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void givingUpIsTold() {
    SERVER.stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(503)));
    try (BytebaseClient client =
        builder().credentials(Credentials.accessToken("t")).listener(events::add).build()) {
      assertThatThrownBy(() -> read(client))
          .satisfies(
              thrown ->
                  assertThat(events.get(events.size() - 1))
                      .isInstanceOfSatisfying(
                          CallEnded.class, ended -> assertThat(ended.error()).isSameAs(thrown)));
    }
  }

  @Test
  void listenerThatFailsChangesNothing() {
    try (BytebaseClient client =
        builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .listener(events::add)
            .build()) {
      read(client);
    }

    assertThat(events).hasSize(7);
  }

  @Test
  void metricsCountCallsAttemptsRetriesAndRenewals() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (BytebaseClient client = builder().listener(new MicrometerListener(registry)).build()) {
      read(client);
      SERVER.stubFor(
          any(anyUrl())
              .atPriority(1)
              .willReturn(aResponse().withStatus(403).withBody("{\"code\":7,\"message\":\"no\"}")));
      assertThatThrownBy(() -> read(client)).isInstanceOf(PermissionDeniedException.class);
    }

    assertThat(calls(registry, "SUCCESS").count()).isEqualTo(1);
    assertThat(calls(registry, "SUCCESS").totalTime(java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(1);
    assertThat(calls(registry, "PermissionDeniedException").count()).isEqualTo(1);
    for (String status : List.of("200", "503", "403")) {
      assertThat(
              registry
                  .get("bytebase.client.attempts")
                  .tags("operation", READ, "status", status)
                  .timer()
                  .count())
          .isEqualTo(1);
    }
    assertThat(registry.get("bytebase.client.retries").tag("operation", READ).counter().count())
        .isEqualTo(1);
    assertThat(registry.get("bytebase.client.renewals").tag("outcome", "SUCCESS").counter().count())
        .isEqualTo(1);
  }

  private static io.micrometer.core.instrument.Timer calls(
      SimpleMeterRegistry registry, String outcome) {
    return registry
        .get("bytebase.client.calls")
        .tags("operation", READ, "outcome", outcome)
        .timer();
  }
}
