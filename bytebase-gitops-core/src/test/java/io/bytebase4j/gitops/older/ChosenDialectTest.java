package io.bytebase4j.gitops.older;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.client.UnsupportedByServerException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect is chosen by the first call, and once. */
class ChosenDialectTest {
  private static final String INFO = "/v1/actuator/info";
  private static final String OLDER = "projects/hr/rollouts/101";
  private static final String NEWER = "projects/hr/plans/101/rollout";

  @RegisterExtension
  private static final WireMockExtension WIRE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private BytebaseClient client;

  @BeforeEach
  void connect() {
    client =
        BytebaseClient.builder()
            .url(WIRE.baseUrl())
            .credentials(Credentials.accessToken("t"))
            .retry(RetryPolicy.none())
            .build();
    WIRE.stubFor(get("/v1/" + NEWER).willReturn(okJson("{\"name\": \"%s\"}".formatted(NEWER))));
    WIRE.stubFor(
        get("/v1/" + OLDER)
            .willReturn(
                okJson("{\"name\": \"%s\", \"plan\": \"projects/hr/plans/7\"}".formatted(OLDER))));
    WIRE.stubFor(
        get("/v1/projects/hr/plans/7")
            .willReturn(
                okJson(
                    "{\"name\": \"projects/hr/plans/7\", \"deployment\": {\"environments\":"
                        + " [\"test\"]}}")));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static void version(String version) {
    WIRE.stubFor(get(INFO).willReturn(okJson("{\"version\": \"%s\"}".formatted(version))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.15.0", "3.21.1", "3.22.0-local", "4.0.0"})
  void newerServersAreAskedInTheShapeOf2026(String version) {
    version(version);

    RolloutHandle rollout = GitOps.using(client).build().attach(NEWER);

    assertThat(WIRE.getAllServeEvents()).isEmpty();
    assertThat(rollout.status().name()).isEqualTo(NEWER);
    assertThat(rollout.status().stages()).isEmpty();
    WIRE.verify(1, getRequestedFor(urlEqualTo(INFO)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.0", "3.6.2", "3.7.1", "3.9.2", "3.13.1"})
  void olderServersAreAskedInThatOf2025(String version) {
    version(version);

    RolloutHandle rollout = GitOps.using(client).build().attach(OLDER);

    assertThat(rollout.status().stages()).extracting("id").containsExactly("test");
    WIRE.verify(1, getRequestedFor(urlEqualTo(INFO)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.2", "2.24.0", "3.14.1"})
  void othersAreRefusedBeforeTheyAreAsked(String version) {
    version(version);

    assertThatExceptionOfType(UnsupportedByServerException.class)
        .isThrownBy(() -> GitOps.using(client).build().attach(NEWER).status())
        .withMessageContaining(version);
    assertThat(WIRE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aServerThatCouldNotBeAskedIsAskedAgain() {
    WIRE.stubFor(get(INFO).willReturn(status(503)));
    RolloutHandle rollout = GitOps.using(client).build().attach(NEWER);
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(rollout::status);

    version("3.21.1");

    assertThat(rollout.status().name()).isEqualTo(NEWER);
  }
}
