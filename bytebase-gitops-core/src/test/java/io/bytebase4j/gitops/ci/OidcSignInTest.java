package io.bytebase4j.gitops.ci;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.CredentialsException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.api.ActuatorService;
import io.bytebase4j.gitops.ci.OidcTokenException.Reason;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.ManualClock;
import io.bytebase4j.testkit.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in by a workload identity with the tokens of a platform, for longer than they last. */
@ExtendWith(LocalBytebaseExtension.class)
class OidcSignInTest {
  private static final String BITBUCKET_ISSUER =
      "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";
  private static final String GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
  private static final String REPO = "{7e9b1c52-3f4d-4a8e-8b0c-5d6e7f8a9b0c}";
  private static final String IDENTITY = "bitbucket@workload.bytebase.com";
  private static final String GITHUB_IDENTITY = "github@workload.bytebase.com";
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension
  private static final WireMockExtension GITHUB =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final ManualClock time = new ManualClock(Instant.parse("2026-11-24T08:30:00Z"));
  private LocalBytebase server;

  @BeforeEach
  void start(LocalPostgres postgres) {
    server =
        LocalBytebase.builder()
            .postgres(postgres)
            .clock(time)
            .workloadIdentity(IDENTITY, BITBUCKET_ISSUER, List.of("bytebase"), REPO + ":*")
            .workloadIdentity(
                GITHUB_IDENTITY, GITHUB_ISSUER, List.of("bytebase"), "repo:acme/shop:*")
            .start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private OidcTokens bitbucket(String subject) {
    String token =
        SampleToken.of(subject)
            .by(BITBUCKET_ISSUER)
            .forAudience("bytebase")
            .until(time.instant().plus(HOUR))
            .text();
    return OidcTokens.of(
            CiCase.named("bitbucket-branch").with("BITBUCKET_STEP_OIDC_TOKEN", token).detect())
        .withTime(time, time::pass);
  }

  private BytebaseClient client(String identity, OidcTokens tokens) {
    return BytebaseClient.builder()
        .serverVersion("2026.8")
        .url(server.url().toString())
        .credentials(Credentials.workloadIdentity(identity, tokens))
        .clock(time)
        .sleeper(time::pass)
        .build();
  }

  private static void call(BytebaseClient client) {
    client.service(ActuatorService::new).getActuatorInfo().execute();
  }

  private long exchanges() {
    return server.requests().stream()
        .map(RecordedRequest::path)
        .filter(path -> path.endsWith("auth:exchangeToken"))
        .count();
  }

  @Test
  void aStepOfBitbucketSignsInUntilItsTokenEnds() {
    try (BytebaseClient client = client(IDENTITY, bitbucket(REPO + ":{step}"))) {
      call(client);
      time.pass(Duration.ofMinutes(59));
      call(client);
      assertThat(exchanges()).isEqualTo(2);

      time.pass(HOUR.plusMinutes(1));
      assertThatExceptionOfType(CredentialsException.class)
          .isThrownBy(() -> call(client))
          .havingCause()
          .isInstanceOfSatisfying(
              OidcTokenException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.ENDED))
          .withMessageContaining("ended at 2026-11-24T09:30:00Z, 60 min ago");
      assertThat(exchanges()).isEqualTo(2);
    }
  }

  @Test
  void aStepOfAnotherRepositoryDoesNot() {
    try (BytebaseClient client = client(IDENTITY, bitbucket("{other}:{step}"))) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnauthenticatedException.class);
    }
  }

  @Test
  void aJobOfGitHubSignsInAsLongAsItRuns() {
    CiEnvironment ci =
        CiCase.named("github-push")
            .with("ACTIONS_ID_TOKEN_REQUEST_URL", GITHUB.baseUrl() + "/idtoken?api-version=2.0")
            .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "r3quest")
            .detect();
    OidcTokens tokens = OidcTokens.of(ci).withAudience("bytebase").withTime(time, time::pass);

    try (BytebaseClient client = client(GITHUB_IDENTITY, tokens)) {
      for (int hour = 0; hour < 4; hour++) {
        gitHubGives(Duration.ofMinutes(5));
        call(client);
        time.pass(HOUR);
      }
    }

    assertThat(exchanges()).isEqualTo(4);
    GITHUB.verify(4, getRequestedFor(urlPathEqualTo("/idtoken")));
  }

  private void gitHubGives(Duration life) {
    String token =
        SampleToken.of("repo:acme/shop:ref:refs/heads/main")
            .by(GITHUB_ISSUER)
            .forAudience("bytebase")
            .until(time.instant().plus(life))
            .text();
    GITHUB.stubFor(
        get(urlPathEqualTo("/idtoken")).willReturn(okJson("{\"value\":\"" + token + "\"}")));
  }

  @Test
  void whatIsMissingReachesTheCaller() {
    OidcTokens tokens = OidcTokens.of(CiEnvironment.detect(Map.of("GITLAB_CI", "true")));

    try (BytebaseClient client = client(IDENTITY, tokens)) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(CredentialsException.class)
          .rootCause()
          .isInstanceOf(OidcTokenException.class)
          .hasMessageContaining("BYTEBASE_OIDC_TOKEN is not set");
    }
    assertThat(server.requests()).isEmpty();
  }
}
