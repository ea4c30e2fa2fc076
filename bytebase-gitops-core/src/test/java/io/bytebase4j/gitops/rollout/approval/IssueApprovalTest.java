package io.bytebase4j.gitops.rollout.approval;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.ISSUE;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.PLAN;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.error;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.open;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.plan;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.withIssue;
import static io.bytebase4j.gitops.rollout.approval.PlanServer.withoutIssue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals by an issue: the statuses that a free plan does not show, and faults on the way. */
class IssueApprovalTest {
  @RegisterExtension
  private static final WireMockExtension WIRE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private final ManualClock time = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final List<String> heard = new ArrayList<>();
  private final ApprovalRequest request =
      ApprovalRequest.of(PLAN).withListener(change -> heard.add(change.status()));
  private BytebaseClient client;
  private PlanServer server;

  @BeforeEach
  void connect() {
    server = new PlanServer(WIRE);
    client =
        BytebaseClient.builder()
            .serverVersion("2026.8")
            .url(WIRE.baseUrl())
            .credentials(Credentials.accessToken("t"))
            .retry(RetryPolicy.none())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private GitOps gitOps(Sleeper sleeper) {
    return GitOps.using(client).clock(time).sleeper(sleeper).build();
  }

  private Approval require(ApprovalRequest request) {
    return gitOps(time::pass).requireApproval(request);
  }

  @Test
  void theIssueIsMadeAndWaitedForUntilSomebodyApproves() {
    server.plans(
        withoutIssue(), open("CHECKING"), open("PENDING"), open("PENDING"), open("APPROVED"));

    Approval approval =
        require(request.withTitle("Release 7").withDescription("Two files, two databases."));

    assertThat(approval.outcome()).isEqualTo(Approval.Outcome.APPROVED);
    assertThat(approval.issue()).isEqualTo(ISSUE);
    assertThat(approval.by()).isEmpty();
    assertThat(approval.question()).hasToString(PLAN);
    assertThat(approval.waited()).isPositive().isLessThan(Duration.ofSeconds(2));
    assertThat(heard).containsExactly("CHECKING", "PENDING", "APPROVED");
    assertThat(server.issuesAskedFor()).isEqualTo(1);
    assertThat(server.firstIssue())
        .contains(
            "\"title\":\"Release 7\"",
            "\"description\":\"Two files, two databases.\"",
            "\"type\":\"DATABASE_CHANGE\"",
            "\"plan\":\"" + PLAN + "\"");
  }

  @Test
  void anApprovalThatWasGivenBeforeTakesOneLook() {
    server.plans(withIssue("APPROVED", "DONE"));

    assertThat(require(request).waited()).isZero();
    assertThat(server.issuesAskedFor()).isZero();
    assertThat(WIRE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aRejectionEndsTheWait() {
    server.plans(open("PENDING"), open("REJECTED"));

    assertThatExceptionOfType(ApprovalRejectedException.class)
        .isThrownBy(() -> require(request))
        .withMessageContaining(PLAN)
        .withMessageContaining(ISSUE)
        .satisfies(
            rejected -> {
              assertThat(rejected.progress().lastStatus()).isEqualTo("REJECTED");
              assertThat(rejected.progress().polls()).isEqualTo(2);
            });
  }

  @Test
  void nobodysApprovalIsNoneUnlessThatIsAccepted() {
    server.plans(open("CHECKING"), withIssue("SKIPPED", "DONE"));
    assertThatExceptionOfType(ApprovalSkippedException.class)
        .isThrownBy(() -> require(request))
        .withMessageContaining("nobody approved")
        .withMessageContaining("acceptSkipped()");

    assertThat(require(request.acceptSkipped()).outcome()).isEqualTo(Approval.Outcome.SKIPPED);
  }

  @Test
  void theTimeRunsOutWithTheLastStatusInTheError() {
    server.plans(open("PENDING"), error(503, 14, "busy"), open("PENDING"));

    assertThatExceptionOfType(ApprovalTimeoutException.class)
        .isThrownBy(() -> require(request.withTimeout(Duration.ofMinutes(10))))
        .withMessageContaining("approval of " + PLAN + " by " + ISSUE + " after PT10M")
        .withMessageContaining("last status: PENDING")
        .withMessageContaining("busy")
        .withCauseInstanceOf(UnavailableException.class)
        .satisfies(
            timeout -> {
              assertThat(timeout.progress().elapsed()).isEqualTo(Duration.ofMinutes(10));
              assertThat(timeout.progress().polls()).isBetween(110, 160);
              assertThat(timeout.lastError()).containsInstanceOf(UnavailableException.class);
            });
    assertThat(heard).containsExactly("PENDING");
  }

  @Test
  void aCheckThatNeverEndsBecauseTheRolloutCameFirstIsExplained() {
    server.plans(
        plan(
            ",\"issue\":\"%s\",\"approvalStatus\":\"CHECKING\",\"issueStatus\":\"OPEN\",\"hasRollout\":true"
                .formatted(ISSUE)));

    assertThatExceptionOfType(ApprovalTimeoutException.class)
        .isThrownBy(() -> require(request.withTimeout(Duration.ofMinutes(1))))
        .withMessageContaining("the issue was made after the rollout");
  }

  @Test
  void anInterruptEndsTheWaitAndKeepsTheFlag() {
    server.plans(open("PENDING"));
    GitOps interrupted =
        gitOps(
            duration -> {
              throw new InterruptedException();
            });

    assertThatExceptionOfType(ApprovalInterruptedException.class)
        .isThrownBy(() -> interrupted.requireApproval(request))
        .withMessageContaining("last status: PENDING")
        .withCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptedCallEndsTheWaitToo() {
    server.plans(open("PENDING"));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(ApprovalInterruptedException.class)
        .isThrownBy(() -> require(request));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void statusesThatNobodyKnowsAreToldAndWaitedThrough() {
    server.plans(
        open("ESCALATED"),
        plan(",\"issue\":\"%s\"".formatted(ISSUE)),
        withIssue("APPROVED", "ON_HOLD"),
        open("APPROVED"));

    assertThat(require(request).outcome()).isEqualTo(Approval.Outcome.APPROVED);
    assertThat(heard).containsExactly("ESCALATED", "APPROVED (issue ON_HOLD)", "APPROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPROVED", "PENDING", "SKIPPED", "CHECKING"})
  void anApprovalWhoseIssueWasCancelledDoesNotCount(String status) {
    server.plans(open("PENDING"), withIssue(status, "CANCELED"));

    assertThatExceptionOfType(ApprovalClosedException.class)
        .isThrownBy(() -> require(request.acceptSkipped()))
        .withMessageContaining("the issue was cancelled")
        .withMessageContaining(status + " (issue CANCELED)");
  }

  @Test
  void anApprovalWhosePlanWasPutAwayDoesNotCount() {
    server.plans(
        open("PENDING"),
        okJson(
            "{\"name\":\"%s\",\"state\":\"DELETED\",\"issue\":\"%s\",\"approvalStatus\":\"APPROVED\",\"issueStatus\":\"OPEN\"}"
                .formatted(PLAN, ISSUE)));

    assertThatExceptionOfType(ApprovalClosedException.class)
        .isThrownBy(() -> require(request))
        .withMessageContaining("the plan was put away");
  }

  @Test
  void anAccountThatMayNotAskIsToldWhichRoleMay() {
    server.plans(withoutIssue());
    server.issues(
        aResponse()
            .withStatus(403)
            .withHeader("Content-Type", "application/json")
            .withBody(
                """
                {"code":7,"message":"permission denied for method","details":[
                 {"@type":"type.googleapis.com/bytebase.v1.PermissionDeniedDetail",
                  "method":"/bytebase.v1.IssueService/CreateIssue",
                  "requiredPermissions":["bb.issues.create"],"resources":["projects/hr"]}]}"""));

    assertThatExceptionOfType(ApprovalForbiddenException.class)
        .isThrownBy(() -> require(request))
        .withMessageContaining("bb.issues.create")
        .withMessageContaining("GitOps Service Agent lacks")
        .withMessageContaining("Project Viewer")
        .withCauseInstanceOf(PermissionDeniedException.class)
        .satisfies(
            denied -> assertThat(denied.requiredPermissions()).containsExactly("bb.issues.create"));
    assertThat(server.issuesAskedFor()).isEqualTo(1);
  }

  private static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("503", error(503, 14, "busy")),
        Arguments.of("500", error(500, 13, "failed to create issue")),
        Arguments.of("garbage", okJson("{\"name\": ")),
        Arguments.of("409", error(409, 6, "plan 117 already has a non-draft issue")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void anIssueWhoseAnswerIsLostIsFoundAtThePlan(String how, ResponseDefinitionBuilder loss) {
    server.plans(withoutIssue(), open("PENDING"), open("APPROVED"));
    server.issues(loss);

    assertThat(require(request).issue()).isEqualTo(ISSUE);
    assertThat(server.issuesAskedFor()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void anIssueIsAskedForThreeTimesAtMost(String how, ResponseDefinitionBuilder loss) {
    server.plans(withoutIssue());
    server.issues(loss);

    assertThatExceptionOfType(ApprovalImpossibleException.class)
        .isThrownBy(() -> require(request))
        .withMessageContaining("can't be made")
        .withCauseInstanceOf(BytebaseException.class);
    assertThat(server.issuesAskedFor()).isEqualTo(3);
  }

  @Test
  void anAnswerThatNamesNoIssueIsLookedAfterAtThePlan() {
    server.plans(withoutIssue(), open("APPROVED"));
    server.issues(okJson("{}"));

    assertThat(require(request).issue()).isEqualTo(ISSUE);
  }

  @Test
  void afterTheRolloutItIsTooLateToAsk() {
    server.plans(plan(",\"hasRollout\":true"));

    assertThatExceptionOfType(ApprovalImpossibleException.class)
        .isThrownBy(() -> require(request))
        .withMessageContaining("has a rollout already");
    assertThat(server.issuesAskedFor()).isZero();
  }

  @Test
  void anIssueFromBeforeTheRolloutCanStillBeApprovedForAStage() {
    server.plans(
        plan(
            ",\"issue\":\"%s\",\"approvalStatus\":\"PENDING\",\"issueStatus\":\"DONE\",\"hasRollout\":true"
                .formatted(ISSUE)),
        withIssue("APPROVED", "DONE"));

    assertThat(require(request).outcome()).isEqualTo(Approval.Outcome.APPROVED);
  }

  @Test
  void aListenerThatFailsChangesNothing() {
    server.plans(open("PENDING"), open("APPROVED"));
    ApprovalRequest heardByFool =
        request.withListener(
            change -> {
              throw new IllegalStateException("fool");
            });

    assertThat(require(heardByFool).outcome()).isEqualTo(Approval.Outcome.APPROVED);
  }

  @Test
  void wordsThatTheServerCannotTakeAreBroken() {
    server.plans(withoutIssue(), open("APPROVED"));

    require(request.withDescription("see " + "x".repeat(1200) + " and 😀"));

    assertThat(server.firstIssue())
        .contains(
            "see "
                + "x".repeat(500)
                + "\\n"
                + "x".repeat(500)
                + "\\n"
                + "x".repeat(200)
                + " and 😀");
  }

  /** Everything that is no approval. */
  enum NoApproval {
    REJECTED(open("REJECTED")),
    SKIPPED(open("SKIPPED")),
    TIMED_OUT(open("PENDING")),
    CHECKING_FOR_EVER(open("CHECKING")),
    UNKNOWN(open("WHATEVER")),
    CANCELLED(withIssue("APPROVED", "CANCELED")),
    WITHOUT_ISSUE_STATUS(
        plan(",\"issue\":\"%s\",\"approvalStatus\":\"APPROVED\"".formatted(ISSUE))),
    TOO_LATE(plan(",\"hasRollout\":true")),
    NO_PLAN(error(404, 5, "plan 117 not found in project hr")),
    FORBIDDEN(error(403, 7, "permission denied")),
    UNAUTHENTICATED(error(401, 16, "access token not found")),
    UNAVAILABLE(error(503, 14, "busy")),
    BROKEN(error(500, 13, "broken")),
    RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
    EMPTY(okJson("{}")),
    NOT_JSON(okJson("APPROVED")),
    HTML(aResponse().withHeader("Content-Type", "text/html").withBody("<p>APPROVED</p>"));

    private final ResponseDefinitionBuilder answer;

    NoApproval(ResponseDefinitionBuilder answer) {
      this.answer = answer;
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsRolledOutWithoutAnApproval(NoApproval what) {
    server.plans(what.answer);
    server.issues(error(403, 7, "permission denied"));
    ApprovalPolicy policy = ApprovalPolicy.byIssue(r -> r.withTimeout(Duration.ofMinutes(1)));

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> gitOps(time::pass).rollout(PlanRef.of(PLAN), policy))
        .satisfies(
            thrown ->
                assertThat(thrown)
                    .isInstanceOfAny(ApprovalException.class, BytebaseException.class));
    assertThat(server.rollouts()).isZero();
  }

  @Test
  void anApprovedPlanIsRolledOut() {
    server.plans(open("PENDING"), open("APPROVED"));
    GitOps gitOps = gitOps(time::pass);

    assertThat(gitOps.rollout(PlanRef.of(PLAN), ApprovalPolicy.byIssue()).name())
        .isEqualTo(PLAN + "/rollout");
    assertThat(server.rollouts()).isEqualTo(1);
  }
}
