package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.ci.OidcTokenException.Reason;
import io.bytebase4j.gitops.report.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of tokens from the variables alone; nothing here reaches a network. */
class OidcTokensTest {
  private static final String BITBUCKET_VARIABLE = "BITBUCKET_STEP_OIDC_TOKEN";

  private final FakeTime time = new FakeTime();
  private final Instant now = time.instant();

  private OidcTokens of(CiCase run) {
    return OidcTokens.of(run.detect()).withTime(time, time);
  }

  private static CiCase bitbucket(String token) {
    return CiCase.named("bitbucket-branch").with(BITBUCKET_VARIABLE, token);
  }

  private static CiCase gitHub() {
    return CiCase.named("github-push")
        .with("ACTIONS_ID_TOKEN_REQUEST_URL", "https://run.example/idtoken?api-version=2.0")
        .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "r3quest");
  }

  private static CiCase azure() {
    return CiCase.named("azure-push")
        .with("SYSTEM_OIDCREQUESTURI", "https://dev.azure.com/acme/oidctoken")
        .with("SYSTEM_ACCESSTOKEN", "j0b");
  }

  private static OidcTokenException failureOf(OidcTokens tokens) {
    List<OidcTokenException> caught = new ArrayList<>();
    assertThatExceptionOfType(OidcTokenException.class)
        .isThrownBy(tokens::get)
        .satisfies(caught::add);
    return caught.get(0);
  }

  /** Requires that both say the same. */
  private static OidcTokenException problemOf(OidcTokens tokens) {
    String problem = tokens.problem().orElseThrow();
    OidcTokenException failure = failureOf(tokens);
    assertThat(failure).hasMessageEndingWith(": " + problem).hasNoCause();
    assertThat(failure.status()).isEmpty();
    return failure;
  }

  @Test
  void aStepOfBitbucketHasItsToken() {
    String token = SampleToken.of("{repo}:{step}").until(now.plusSeconds(3600)).text();
    OidcTokens tokens = of(bitbucket(" " + token + "\n"));

    assertThat(tokens.problem()).isEmpty();
    assertThat(tokens.get()).isEqualTo(token);
    assertThat(tokens.get()).isEqualTo(token);
    assertThat(tokens).hasToString("OidcTokens[BITBUCKET]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bitbucket-branch | BITBUCKET_STEP_OIDC_TOKEN is not set: give the step oidc: true",
        "gitlab-push | BYTEBASE_OIDC_TOKEN is not set: give the job id_tokens: {"
            + " BYTEBASE_OIDC_TOKEN: { aud: \"an audience that the workload identity allows\" } }",
        "github-push | ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not"
            + " set: give the job permissions: { id-token: write, contents: read }",
        "github-fork | ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not"
            + " set: give the job permissions: { id-token: write, contents: read }; a pull request"
            + " from a fork gets no tokens all the same",
        "azure-push | SYSTEM_ACCESSTOKEN is not set: give the step env: { SYSTEM_ACCESSTOKEN:"
            + " $(System.AccessToken) }",
        "local | only jobs of Bitbucket, GitHub, GitLab and Azure DevOps get them; sign in with a"
            + " service account or an access token here",
      })
  void whatTheJobLacksIsTold(String run, String problem) {
    OidcTokens tokens = of(CiCase.named(run).without("SYSTEM_ACCESSTOKEN"));

    assertThat(tokens.problem()).contains(problem);
    assertThat(problemOf(tokens).reason()).isEqualTo(Reason.NOT_SET_UP);
  }

  @Test
  void theAudienceStandsInWhatIsToBeWritten() {
    assertThat(of(CiCase.named("bitbucket-branch")).withAudience("bytebase").problem())
        .contains(
            BITBUCKET_VARIABLE + " is not set: give the step oidc: { audiences: [\"bytebase\"] }");
    assertThat(
            of(CiCase.named("gitlab-push"))
                .withAudience("bytebase")
                .withGitLabVariable("REVIEW_TOKEN")
                .problem())
        .contains(
            "REVIEW_TOKEN is not set: give the job id_tokens: { REVIEW_TOKEN: { aud: \"bytebase\" }"
                + " }");
  }

  @Test
  void oneOfSeveralTokensOfAJobOfGitLabIsNamed() {
    String vault = SampleToken.of("a").forAudience("https://vault.example").text();
    String bytebase = SampleToken.of("a").forAudience("bytebase").text();
    CiCase run =
        CiCase.named("gitlab-push").with("BYTEBASE_OIDC_TOKEN", vault).with("SECOND", bytebase);

    assertThat(of(run).get()).isEqualTo(vault);
    assertThat(of(run).withGitLabVariable("SECOND").withAudience("bytebase").get())
        .isEqualTo(bytebase);
    assertThat(problemOf(of(run).withAudience("bytebase")))
        .hasMessageContaining(
            "the token in BYTEBASE_OIDC_TOKEN is for https://vault.example, not for bytebase")
        .hasMessageContaining("aud: \"bytebase\"");
  }

  @Test
  void aTokenForSeveralIsForEach() {
    JsonArray audiences = new JsonArray();
    audiences.add("one");
    audiences.add("two");
    CiCase run = bitbucket(SampleToken.of("a").with("aud", audiences).text());

    assertThat(of(run).withAudience("one").problem()).isEmpty();
    assertThat(of(run).withAudience("two").problem()).isEmpty();
    assertThat(of(run).withAudience("three").problem().orElseThrow())
        .contains("is for one, two, not for three");
    assertThat(of(bitbucket(SampleToken.of("a").text())).withAudience("x").problem().orElseThrow())
        .contains("is for no audience, not for x");
  }

  @Test
  void whatOthersWroteIntoATokenIsShownWithoutTricks() {
    String token =
        SampleToken.of("a").forAudience("##vso[x]\u001b[31m\n::error::" + "é".repeat(900)).text();

    assertThat(of(bitbucket(token)).withAudience("x").problem().orElseThrow())
        .doesNotContain("##vso[", "\u001b", "\n")
        .hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret-of-somebody",
        "a.b.c",
        "bbs_0123456789abcdef",
        "e30.e30.",
        "e30.W10.c2ln",
        "e30.e30.c2ln.e30.c2ln",
        "e30.e30.c2 ln",
        "e30.eyJhIjox.c2ln",
        "$BYTEBASE_OIDC_TOKEN"
      })
  void whatIsNoTokenIsNotSentAndNotShown(String secret) {
    OidcTokenException failure = problemOf(of(bitbucket(secret)));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_SET_UP);
    assertThat(failure)
        .hasMessageContaining(BITBUCKET_VARIABLE + " holds something else, no JSON web token")
        .hasMessageNotContaining(secret);
  }

  @Test
  void aTokenThatHasEndedIsNotGivenAgain() {
    String token = SampleToken.of("a").until(now.plus(Duration.ofHours(1))).text();
    OidcTokens tokens = of(bitbucket(token));
    assertThat(tokens.get()).isEqualTo(token);

    pass(Duration.ofMinutes(60));
    // The server, whose clock counts, may still take it.
    assertThat(tokens.get()).isEqualTo(token);

    pass(Duration.ofMinutes(35));
    OidcTokenException failure = problemOf(tokens);
    assertThat(failure.reason()).isEqualTo(Reason.ENDED);
    assertThat(failure.platform()).isEqualTo(CiPlatform.BITBUCKET);
    assertThat(failure)
        .hasMessage(
            "no OIDC token from Bitbucket: the token in BITBUCKET_STEP_OIDC_TOKEN ended at"
                + " 2026-11-24T09:30:00Z, 35 min ago. Bitbucket gives a step one token, when it"
                + " begins: do what comes so late in a step of its own, or sign in with a service"
                + " account")
        .hasMessageNotContaining(SampleToken.SIGNATURE);
  }

  @Test
  void aTokenOfGitLabEndsWithTheTimeoutOfItsJob() {
    String token = SampleToken.of("a").until(now.minus(Duration.ofMinutes(5))).text();

    assertThat(of(CiCase.named("gitlab-push").with("BYTEBASE_OIDC_TOKEN", token)).problem())
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("5 min ago", "\"timeout\"", "set it"));
  }

  private void pass(Duration duration) {
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "-5", "\"soon\"", "99999999999999999999", "{}", "null", "1.5e3"})
  void anEndThatIsNoneIsForTheServerToJudge(String end) {
    String token = SampleToken.of("a").with("exp", JsonParser.parseString(end)).text();

    assertThat(of(bitbucket(token)).get()).isEqualTo(token);
  }

  @Test
  void anEndMayHaveAFraction() {
    CiCase run =
        bitbucket(SampleToken.of("a").with("exp", JsonParser.parseString("1700000000.5")).text());

    assertThat(problemOf(of(run)).reason()).isEqualTo(Reason.ENDED);
  }

  @Test
  void azureIssuesForOneAudience() {
    assertThat(of(azure()).withAudience("api://AzureADTokenExchange").problem()).isEmpty();
    assertThat(problemOf(of(azure()).withAudience("bytebase")))
        .hasMessageContaining("all tokens here are for the audience api://AzureADTokenExchange");
  }

  @Test
  void aServerOfAzureMayIssueNone() {
    assertThat(problemOf(of(azure().without("SYSTEM_OIDCREQUESTURI"))))
        .hasMessageContaining("SYSTEM_OIDCREQUESTURI is not set")
        .hasMessageContaining("a server of one's own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://run.example/idtoken?api-version=2.0",
        "https://user:s3cret@run.example/idtoken",
        "file:///etc/passwd",
        "run.example/idtoken",
        "https://"
      })
  void anAddressThatIsNoneIsToldBeforeAnythingIsSent(String address) {
    OidcTokens gitHub = of(gitHub().with("ACTIONS_ID_TOKEN_REQUEST_URL", address));
    OidcTokens azure = of(azure().with("SYSTEM_OIDCREQUESTURI", address));

    assertThat(problemOf(gitHub))
        .hasMessageContaining("ACTIONS_ID_TOKEN_REQUEST_URL")
        .hasMessageNotContaining("s3cret")
        .hasMessageNotContaining("r3quest");
    assertThat(problemOf(azure))
        .hasMessageContaining("SYSTEM_OIDCREQUESTURI")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void whatCanStandInNoHeaderIsToldBeforeAnythingIsSent() {
    assertThat(problemOf(of(gitHub().with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "r3qu\nest"))))
        .hasMessageContaining("ACTIONS_ID_TOKEN_REQUEST_TOKEN")
        .hasMessageNotContaining("r3qu");
  }

  @Test
  void aJobThatIsSetUpHasNoProblem() {
    assertThat(of(gitHub()).problem()).isEmpty();
    assertThat(of(azure()).problem()).isEmpty();
  }

  @Test
  void optionsThatAreNoneAreRefused() {
    OidcTokens tokens = of(gitHub());

    for (String audience : new String[] {"", " ", "a b", "a\nb", "a\"b"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> tokens.withAudience(audience));
    }
    for (String name : new String[] {"", "1A", "A-B", "A B", "$A"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> tokens.withGitLabVariable(name));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> tokens.withAzureServiceConnection(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> tokens.withTimeout(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.withTimeout(Duration.ofSeconds(-1)));
  }
}
