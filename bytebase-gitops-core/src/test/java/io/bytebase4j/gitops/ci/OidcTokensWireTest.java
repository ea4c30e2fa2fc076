package io.bytebase4j.gitops.ci;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.bytebase4j.gitops.ci.OidcTokenException.Reason;
import io.bytebase4j.gitops.report.FakeTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How GitHub and Azure are asked for a token, and what becomes of what they answer. */
class OidcTokensWireTest {
  private static final String REQUEST_TOKEN = "r3quest-t0ken";
  private static final String TOKEN =
      SampleToken.of("repo:acme/shop:ref:refs/heads/main").forAudience("bytebase").text();

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final FakeTime time = new FakeTime();

  /** A platform that is asked, and the path at which it is. */
  enum Asked {
    GITHUB("value", "/138//idtoken/1f/2e"),
    AZURE("oidcToken", "/acme/1f/_apis/distributedtask/hubs/build/plans/2e/jobs/3d/oidctoken");

    private final String field;
    private final String path;

    Asked(String field, String path) {
      this.field = field;
      this.path = path;
    }

    private CiCase run() {
      String url = SERVER.baseUrl() + path;
      return this == GITHUB
          ? CiCase.named("github-push")
              .with("ACTIONS_ID_TOKEN_REQUEST_URL", url + "?api-version=2.0")
              .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", REQUEST_TOKEN)
          : CiCase.named("azure-push")
              .with("SYSTEM_OIDCREQUESTURI", url)
              .with("SYSTEM_ACCESSTOKEN", REQUEST_TOKEN);
    }

    String answer(String token) {
      return "{\"count\":1,\"" + field + "\":\"" + token + "\"}";
    }
  }

  private OidcTokens of(Asked platform) {
    return OidcTokens.of(platform.run().detect()).withTime(time, time);
  }

  /** One answer after the other, and the last one again and again. */
  private static void stub(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      SERVER.stubFor(
          any(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state(i))
              .willReturn(answers[i])
              .willSetStateTo(state(Math.min(i + 1, answers.length - 1))));
    }
  }

  private static String state(int answer) {
    return answer == 0 ? Scenario.STARTED : "answer " + answer;
  }

  private static ResponseDefinitionBuilder status(int status, String body) {
    return aResponse().withStatus(status).withBody(body);
  }

  private static int requests() {
    return SERVER.findAll(anyRequestedFor(anyUrl())).size();
  }

  private static OidcTokenException failureOf(OidcTokens tokens) {
    List<OidcTokenException> caught = new ArrayList<>();
    assertThatExceptionOfType(OidcTokenException.class)
        .isThrownBy(tokens::get)
        .satisfies(caught::add);
    StringWriter all = new StringWriter();
    caught.get(0).printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain(REQUEST_TOKEN, TOKEN, SampleToken.SIGNATURE);
    return caught.get(0);
  }

  @Test
  void gitHubIsAskedAnewEachTime() {
    String other = SampleToken.of("a").forAudience("https://bytebase.example?a=b&c").text();
    stub(okJson(Asked.GITHUB.answer(TOKEN)), okJson(Asked.GITHUB.answer(other)));
    OidcTokens tokens = of(Asked.GITHUB);

    assertThat(tokens.get()).isEqualTo(TOKEN);
    assertThat(tokens.withAudience("https://bytebase.example?a=b&c").get()).isEqualTo(other);

    SERVER.verify(
        1,
        getRequestedFor(urlEqualTo("/138//idtoken/1f/2e?api-version=2.0"))
            .withHeader("Authorization", equalTo("Bearer " + REQUEST_TOKEN)));
    SERVER.verify(
        1,
        getRequestedFor(
            urlEqualTo(
                "/138//idtoken/1f/2e?api-version=2.0"
                    + "&audience=https%3A%2F%2Fbytebase.example%3Fa%3Db%26c")));
  }

  @Test
  void azureIsAskedForThePipelineOrAServiceConnection() {
    stub(okJson(Asked.AZURE.answer(TOKEN)));

    assertThat(of(Asked.AZURE).get()).isEqualTo(TOKEN);
    assertThat(of(Asked.AZURE).withAzureServiceConnection(" 5f4e/x ").get()).isEqualTo(TOKEN);

    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(Asked.AZURE.path + "?api-version=7.1"))
            .withHeader("Authorization", equalTo("Bearer " + REQUEST_TOKEN))
            .withHeader("Content-Type", containing("application/json"))
            .withHeader("X-TFS-FedAuthRedirect", equalTo("Suppress"))
            .withHeader("Content-Length", equalTo("0")));
    SERVER.verify(
        1,
        postRequestedFor(
            urlEqualTo(Asked.AZURE.path + "?api-version=7.1&serviceConnectionId=5f4e%2Fx")));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, 401",
    "GITHUB, 403",
    "GITHUB, 404",
    "AZURE, 401",
    "AZURE, 403",
    "AZURE, 404"
  })
  void aRefusalIsNotTriedAgain(Asked platform, int status) {
    stub(
        status(
            status, "{\"message\": \"no ##vso[x] for " + REQUEST_TOKEN + " nor " + TOKEN + "\"}"));

    OidcTokenException failure = failureOf(of(platform));

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.status()).contains(status);
    assertThat(failure)
        .hasMessageContaining(" answered " + status)
        .hasMessageContaining("no # #vso[x] for [hidden] nor [hidden]")
        .hasMessageContaining(
            platform == Asked.GITHUB
                ? "it needs the job's permission id-token: write"
                : "it needs SYSTEM_ACCESSTOKEN from System.AccessToken of this very job")
        .hasMessageNotContaining("api-version");
    assertThat(requests()).isEqualTo(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void itWaitsAsLongAsThePlatformAsks(Asked platform) {
    stub(status(429, "slow down").withHeader("Retry-After", "7"), okJson(platform.answer(TOKEN)));

    assertThat(of(platform).get()).isEqualTo(TOKEN);

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void itDoesNotWaitBeyondItsTime(Asked platform) {
    stub(status(429, "slow down").withHeader("Retry-After", "31"));

    OidcTokenException failure = failureOf(of(platform));

    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failure).hasMessageContaining("30 s for getting an OIDC token");
    assertThat(requests()).isEqualTo(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void faultsThatPassAreTriedAgain(Asked platform) {
    stub(
        status(502, "<html>bad gateway</html>"),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        status(503, "").withHeader("Retry-After", "0"),
        okJson(platform.answer(TOKEN)));

    assertThat(of(platform).get()).isEqualTo(TOKEN);

    assertThat(requests()).isEqualTo(5);
    assertThat(time.sleeps()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void aFaultThatStaysEnds(Asked platform) {
    stub(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    OidcTokenException failure = failureOf(of(platform));

    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failure.status()).isEmpty();
    assertThat(failure).hasMessageContaining("tried 5 times");
    assertThat(requests()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void anErrorOfThePlatformIsNoRefusal(Asked platform) {
    stub(status(500, "{\"message\":\"oops\"}"));

    OidcTokenException failure = failureOf(of(platform));

    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failure.status()).contains(500);
    assertThat(failure).hasMessageContaining("\"oops\"");
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void aRedirectIsNotFollowed(Asked platform) {
    stub(
        status(302, "").withHeader("Location", SERVER.baseUrl() + "/_signin?of=" + REQUEST_TOKEN),
        okJson(platform.answer(TOKEN)));

    OidcTokenException failure = failureOf(of(platform));

    assertThat(failure.status()).contains(302);
    assertThat(failure).hasMessageContaining("redirects are not followed");
    assertThat(String.valueOf(failure.getMessage()).contains("its page for signing in"))
        .isEqualTo(platform == Asked.AZURE);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void thePageThatAzureSignsInWithIsNamed() {
    stub(status(203, "<html>Sign In</html>").withHeader("Content-Type", "text/html"));

    OidcTokenException failure = failureOf(of(Asked.AZURE));

    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failure).hasMessageContaining("its page for signing in");
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void anAnswerThatCanNotBeReadIsNotShown(Asked platform) {
    for (String body :
        List.of(TOKEN, "<html>" + TOKEN + "</html>", "{\"value\":\"" + TOKEN, "\u0000\u0001")) {
      SERVER.resetAll();
      stub(status(200, body));

      OidcTokenException failure = failureOf(of(platform));

      assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
      assertThat(failure).hasMessageContaining("answered 200, but not in JSON");
      assertThat(requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void anAnswerWithoutATokenIsNotShown(Asked platform) {
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "{\"token\":\"" + TOKEN + "\"}",
            platform.answer(""),
            platform.answer("  "),
            "{\"" + platform.field + "\": null}",
            "{\"" + platform.field + "\": {\"a\": \"" + TOKEN + "\"}}")) {
      SERVER.resetAll();
      stub(status(200, body));

      assertThat(failureOf(of(platform)))
          .as(body)
          .hasMessageContaining("has no token in its field \"" + platform.field + "\"");
    }
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void whatIsNoTokenIsNotHandedOn(Asked platform) {
    for (String value : List.of("s3cret", TOKEN + ".x", TOKEN.replace(".", ":"), TOKEN + " x")) {
      SERVER.resetAll();
      stub(okJson(platform.answer(value)));

      assertThat(failureOf(of(platform)))
          .hasMessageContaining("something else in its field")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void aTokenForSomebodyElseIsNotHandedOn() {
    stub(okJson(Asked.GITHUB.answer(TOKEN)));

    assertThat(of(Asked.GITHUB).withAudience("bytebase").get()).isEqualTo(TOKEN);
    assertThat(failureOf(of(Asked.GITHUB).withAudience("other")))
        .hasMessageContaining("is for bytebase, not for other");
  }

  @ParameterizedTest
  @EnumSource(Asked.class)
  void anAnswerWithoutEndIsNotReadToItsEnd(Asked platform) {
    stub(status(200, "x".repeat((32 << 20) + 1)));

    assertThat(failureOf(of(platform))).hasMessageContaining("larger than 32 MiB");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSlowPlatformIsNotWaitedForForever(boolean headersCome) {
    stub(
        headersCome
            ? okJson(Asked.GITHUB.answer(TOKEN)).withChunkedDribbleDelay(60, 60_000)
            : okJson(Asked.GITHUB.answer(TOKEN)).withFixedDelay(60_000));

    OidcTokenException failure = failureOf(of(Asked.GITHUB).withTimeout(Duration.ofMillis(300)));

    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failure).hasMessageContaining("no answer within");
  }

  @Test
  void anInterruptEndsItAndStays() throws InterruptedException {
    stub(okJson(Asked.AZURE.answer(TOKEN)).withFixedDelay(60_000));
    List<OidcTokenException> failures = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Thread caller =
        new Thread(
            () -> {
              failures.add(failureOf(of(Asked.AZURE)));
              flags.add(Thread.currentThread().isInterrupted());
            });
    caller.start();
    await().until(() -> requests() == 1);

    caller.interrupt();
    caller.join();

    assertThat(failures).extracting(OidcTokenException::reason).containsExactly(Reason.INTERRUPTED);
    assertThat(flags).containsExactly(true);
  }
}
