package io.bytebase4j.gitops.rollout;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.release.ReleaseRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the testkit can't do to plans: old ones, late ones, archived ones, very many. */
class PlannerWireTest {
  /** The most plans that are looked at one by one. */
  private static final int MOST_LOOKS = 200;

  private static final String PLANS = "/v1/projects/hr/plans";
  private static final String RELEASE = "projects/hr/releases/r";
  private static final String TARGET = "instances/pg/databases/one";
  private static final Instant RELEASED = Instant.parse("2026-11-25T01:00:00Z");
  private static final Instant LATER = RELEASED.plusSeconds(2);
  private static final String SPEC =
      UUID.nameUUIDFromBytes((RELEASE + '\0' + TARGET).getBytes(StandardCharsets.UTF_8)).toString();
  private static final ResponseDefinitionBuilder BUSY =
      aResponse().withStatus(503).withBody("{\"code\":14,\"message\":\"busy\"}");

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private BytebaseClient client;
  private GitOps gitOps;

  @BeforeEach
  void connect() {
    client =
        BytebaseClient.builder()
            .serverVersion("2026.8")
            .url(SERVER.baseUrl())
            .credentials(Credentials.accessToken("t"))
            .retry(RetryPolicy.none())
            .build();
    gitOps = GitOps.using(client).sleeper(time -> {}).build();
    SERVER.stubFor(
        get(urlPathMatching(PLANS + "/\\d+"))
            .atPriority(10)
            .willReturn(status(404).withBody("{\"code\":5,\"message\":\"plan not found\"}")));
    SERVER.stubFor(get(urlPathEqualTo("/v1/projects/hr/rollouts")).willReturn(okJson("{}")));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static PlanRequest request(boolean releaseIsNew) {
    return PlanRequest.of(
        new ReleaseRef(RELEASE, List.of(), RELEASED, !releaseIsNew, List.of()), List.of(TARGET));
  }

  private static String name(int number) {
    return "projects/hr/plans/" + number;
  }

  private static String plan(int number, String spec, Instant created, String more) {
    return """
    {"name":"projects/hr/plans/%d","state":"ACTIVE","title":"t","specs":[{"id":"%s",
     "changeDatabaseConfig":{"targets":["%s"],"release":"%s"}}],
     "createTime":"%s","updateTime":"%s"%s}"""
        .formatted(number, spec, TARGET, RELEASE, created, created, more);
  }

  private static MappingBuilder getPlan(int number) {
    return get(PLANS + "/" + number).atPriority(5);
  }

  private void there(int number, String spec, Instant created) {
    SERVER.stubFor(getPlan(number).willReturn(okJson(plan(number, spec, created, ""))));
  }

  private void made(int number) {
    String answer = plan(number, SPEC, LATER, "");
    SERVER.stubFor(post(PLANS).willReturn(okJson(answer)));
    SERVER.stubFor(getPlan(number).willReturn(okJson(answer)));
  }

  @Test
  void theLookBelowEndsAtThePlanThatIsOlderThanTheRelease() {
    there(499, "other", RELEASED.minusSeconds(60));
    made(500);

    PlanRef plan = gitOps.plan(request(true));

    assertThat(plan).isEqualTo(new PlanRef(name(500), RELEASE, false, List.of(), false));
    SERVER.verify(1, getRequestedFor(urlPathMatching(PLANS + "/\\d+")));
  }

  @Test
  void aPlanWhoseTimeIsALittleEarlierDoesNotEndTheLook() {
    there(497, "other", RELEASED.minusSeconds(60));
    there(498, SPEC, LATER);
    there(499, "other", RELEASED.minusSeconds(1));
    made(500);

    PlanRef plan = gitOps.plan(request(true));

    assertThat(plan.name()).isEqualTo(name(498));
    assertThat(plan.orphans()).containsExactly(name(500));
  }

  @Test
  void aRequestThatArrivesAfterItWasHeldForLostGivesTheSamePlanToAll() {
    there(499, "other", RELEASED.minusSeconds(60));
    SERVER.stubFor(
        post(PLANS)
            .inScenario("late")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("arrived")
            .willReturn(BUSY));
    SERVER.stubFor(
        post(PLANS)
            .inScenario("late")
            .whenScenarioStateIs("arrived")
            .willSetStateTo("both")
            .willReturn(okJson(plan(501, SPEC, LATER, ""))));
    SERVER.stubFor(
        getPlan(500)
            .inScenario("late")
            .whenScenarioStateIs("both")
            .willReturn(okJson(plan(500, SPEC, LATER, ""))));
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/projects/hr/rollouts"))
            .willReturn(okJson(rollouts(499, "other", RELEASED.minusSeconds(50)))));

    PlanRef plan = gitOps.plan(request(true));

    assertThat(plan).isEqualTo(new PlanRef(name(500), RELEASE, true, List.of(name(501)), false));
    SERVER.verify(2, postRequestedFor(urlPathEqualTo(PLANS)));
  }

  private static String rollouts(int number, String spec, Instant updated) {
    return """
    {"rollouts":[{"name":"projects/hr/plans/%d/rollout","updateTime":"%s","stages":[{"tasks":[
     {"specId":"%s"}]}]}],"nextPageToken":"%d"}"""
        .formatted(number, updated, spec, number);
  }

  @Test
  void theListOfRolloutsIsLeftAtTheFirstThatIsOlderThanTheRelease() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/projects/hr/rollouts"))
            .willReturn(okJson(rollouts(499, "other", RELEASED.minusSeconds(50)))));
    there(499, "other", RELEASED.minusSeconds(60));
    made(500);
    there(501, "other", LATER);

    assertThat(gitOps.plan(request(false)).name()).isEqualTo(name(500));

    SERVER.verify(1, getRequestedFor(urlPathEqualTo("/v1/projects/hr/rollouts")));
    SERVER.verify(0, postRequestedFor(urlPathEqualTo(PLANS)));
  }

  @Test
  void aPlanThatWasPutAwayIsPassedOver() {
    SERVER.stubFor(
        getPlan(101)
            .willReturn(okJson(plan(101, SPEC, LATER, "").replace("\"ACTIVE\"", "\"DELETED\""))));
    made(102);

    PlanRef plan = gitOps.plan(request(true));

    assertThat(plan).isEqualTo(new PlanRef(name(102), RELEASE, false, List.of(), false));
  }

  @Test
  void aRolloutOfAPlanThatWasPutAwayIsPassedOver() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/projects/hr/rollouts"))
            .willReturn(okJson(rollouts(101, SPEC, LATER).replace("\"101\"", "\"\""))));
    SERVER.stubFor(
        getPlan(101)
            .willReturn(
                okJson(
                    plan(101, SPEC, LATER, ",\"hasRollout\":true")
                        .replace("\"ACTIVE\"", "\"DELETED\""))));
    SERVER.stubFor(post(PLANS).willReturn(okJson(plan(102, SPEC, LATER, ""))));

    assertThat(gitOps.plan(request(false)).name()).isEqualTo(name(102));
  }

  @Test
  void aSearchAmongTooManyPlansIsCutAndSaysSo() {
    SERVER.stubFor(
        get(urlPathMatching(PLANS + "/(1\\d\\d|2\\d\\d|3\\d\\d)"))
            .atPriority(7)
            .willReturn(okJson(plan(0, "other", LATER, ""))));
    there(103, SPEC, LATER);
    SERVER.stubFor(post(PLANS).willReturn(okJson(plan(400, SPEC, LATER, ""))));

    PlanRef plan = gitOps.plan(request(false));

    assertThat(plan).isEqualTo(new PlanRef(name(400), RELEASE, false, List.of(), true));
    SERVER.verify(MOST_LOOKS, getRequestedFor(urlPathMatching(PLANS + "/\\d+")));
  }

  @Test
  void aLossAmongTooManyPlansIsNotAskedForAgain() {
    SERVER.stubFor(
        get(urlPathMatching(PLANS + "/(1\\d\\d|2\\d\\d|3\\d\\d)"))
            .atPriority(7)
            .willReturn(okJson(plan(0, "other", LATER, ""))));
    SERVER.stubFor(post(PLANS).willReturn(BUSY));

    assertThatExceptionOfType(PlanOutcomeUnknownException.class)
        .isThrownBy(() -> gitOps.plan(request(true)))
        .withMessageContaining("too many plans")
        .satisfies(unknown -> assertThat(unknown.specId()).isEqualTo(SPEC));
    SERVER.verify(1, postRequestedFor(urlPathEqualTo(PLANS)));
  }

  @Test
  void anAnswerThatIsAnotherProjectsPlanIsNone() {
    SERVER.stubFor(
        post(PLANS)
            .willReturn(
                okJson(plan(500, SPEC, LATER, "").replace("projects/hr/plans", "x/plans"))));

    assertThatExceptionOfType(PlanOutcomeUnknownException.class)
        .isThrownBy(() -> gitOps.plan(request(true)));
  }

  @Test
  void requestsAreCheckedBeforeAnythingIsSent() {
    List<String> targets = List.of(TARGET);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanRequest.of("projects/hr/plans/1", targets))
        .withMessageContaining("projects/{project}/releases/{release}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(true).withTitle("x".repeat(201)))
        .withMessageContaining("201 characters")
        .withMessageContaining("at most 200");
    assertThat(request(true).withTitle("😀".repeat(200)).title()).hasSize(400);
    assertThat(PlanRequest.of("projects/hr/releases/" + "x".repeat(300), targets).title())
        .hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanRef.of("projects/hr/releases/r"))
        .withMessageContaining("projects/{project}/plans/{plan}");
  }
}
