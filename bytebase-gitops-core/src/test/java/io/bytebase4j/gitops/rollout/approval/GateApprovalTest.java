package io.bytebase4j.gitops.rollout.approval;

import static io.bytebase4j.gitops.rollout.approval.PlanServer.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.internal.api2026.Dialect2026;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals by a gate, which stands for whatever is outside of Bytebase. */
class GateApprovalTest {
  private static final ApprovalQuestion PROD =
      ApprovalQuestion.beforeStage(
          PLAN + "/rollout", "environments/prod", "projects/hr/releases/r");

  @RegisterExtension
  private static final WireMockExtension WIRE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private final ManualClock time = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final List<String> heard = new ArrayList<>();
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

  private Approvals approvals(Sleeper sleeper) {
    return new Approvals(new Dialect2026(client, client.server()).plans(), time, sleeper);
  }

  private Approval require(ApprovalGate gate) {
    return approvals(time::pass)
        .require(
            ApprovalPolicy.byGate(gate)
                .withTimeout(Duration.ofMinutes(5))
                .withListener(change -> heard.add(change.status())),
            PROD);
  }

  @Test
  void aGateIsAskedUntilItApproves() {
    List<ApprovalQuestion> asked = new ArrayList<>();

    Approval approval =
        require(
            question -> {
              asked.add(question);
              return asked.size() < 4
                  ? ApprovalDecision.pending()
                  : ApprovalDecision.approved("ada", "go");
            });

    assertThat(asked).hasSize(4).containsOnly(PROD);
    assertThat(PROD.stage()).isEqualTo("prod");
    assertThat(PROD.plan()).isEqualTo(PLAN);
    assertThat(approval.outcome()).isEqualTo(Approval.Outcome.APPROVED);
    assertThat(approval.by()).isEqualTo("ada");
    assertThat(approval.comment()).isEqualTo("go");
    assertThat(heard).containsExactly("PENDING", "APPROVED");
    assertThat(WIRE.getAllServeEvents()).isEmpty();
  }

  @Test
  void aRejectionNamesWhoAndWhyInOneLine() {
    assertThatExceptionOfType(ApprovalRejectedException.class)
        .isThrownBy(
            () ->
                require(
                    question -> ApprovalDecision.rejected("bob\u001b[31m", "freeze\nuntil Monday")))
        .withMessageStartingWith(
            "rejected by bob [31m (freeze until Monday): approval of stage prod of " + PLAN)
        .satisfies(
            rejected -> {
              assertThat(rejected.by()).isEqualTo("bob\u001b[31m");
              assertThat(rejected.reason()).isEqualTo("freeze\nuntil Monday");
            });
  }

  @Test
  void aGateThatCannotBeReachedNowIsAskedAgain() {
    Deque<Exception> faults =
        new ArrayDeque<>(
            List.of(new IOException("no route"), new UncheckedIOException(new IOException("x"))));

    Approval approval =
        require(
            question -> {
              Exception fault = faults.poll();
              if (fault instanceof IOException passing) {
                throw passing;
              }
              if (fault != null) {
                throw (RuntimeException) fault;
              }
              return ApprovalDecision.approved("ada", "");
            });

    assertThat(approval.by()).isEqualTo("ada");
    assertThat(faults).isEmpty();
  }

  @Test
  void aGateThatIsNeverReachedTimesOutWithItsFault() {
    assertThatExceptionOfType(ApprovalTimeoutException.class)
        .isThrownBy(
            () ->
                require(
                    question -> {
                      throw new IOException("no route");
                    }))
        .withMessageContaining("no route")
        .withCauseInstanceOf(IOException.class)
        .satisfies(
            timeout -> assertThat(timeout.progress().elapsed()).isEqualTo(Duration.ofMinutes(5)));
  }

  @Test
  void aGateThatAsksBytebaseLivesThroughItsOutages() {
    List<String> looks = new ArrayList<>();
    server.plans(PlanServer.error(503, 14, "busy"));

    assertThatExceptionOfType(ApprovalTimeoutException.class)
        .isThrownBy(
            () ->
                require(
                    question -> {
                      looks.add(question.plan());
                      client.plans().getPlan(question.plan()).execute();
                      return ApprovalDecision.approved("nobody", "");
                    }))
        .withCauseInstanceOf(UnavailableException.class);
    assertThat(looks).hasSizeGreaterThan(50);
  }

  /** All ways in which a gate can fail. */
  enum Failing implements ApprovalGate {
    THROWS {
      @Override
      public ApprovalDecision decide(ApprovalQuestion question) {
        throw new IllegalStateException("bug");
      }
    },
    NAMES_NOBODY {
      @Override
      public ApprovalDecision decide(ApprovalQuestion question) {
        return ApprovalDecision.approved(" ", "");
      }
    },
    ANSWERS_NULL {
      @Override
      @SuppressWarnings("NullAway") // as a caller's code may that has no such check
      public ApprovalDecision decide(ApprovalQuestion question) {
        return null;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGateThatFailsIsNoApprovalAndIsNotAskedAgain(Failing gate) {
    List<ApprovalQuestion> asked = new ArrayList<>();

    assertThatExceptionOfType(ApprovalGateException.class)
        .isThrownBy(
            () ->
                GitOps.using(client)
                    .build()
                    .rollout(
                        PlanRef.of(PLAN),
                        ApprovalPolicy.byGate(
                            question -> {
                              asked.add(question);
                              return gate.decide(question);
                            })))
        .withMessageContaining("the gate");
    assertThat(asked).hasSize(1);
    assertThat(server.rollouts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsTheWaitAndKeepsTheFlag(boolean inTheGate) {
    Approvals approvals =
        approvals(
            duration -> {
              throw new InterruptedException();
            });
    ApprovalGate gate =
        question -> {
          if (inTheGate) {
            throw new InterruptedException();
          }
          return ApprovalDecision.pending();
        };

    assertThatExceptionOfType(ApprovalInterruptedException.class)
        .isThrownBy(() -> approvals.require(ApprovalPolicy.byGate(gate), PROD));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aStageIsApprovedByHand() {
    ManualGate gate = new ManualGate();
    ApprovalWait wait = approvals(time::pass).begin(ApprovalPolicy.byGate(gate), PROD);

    assertThat(wait.look()).isNotNull();
    assertThat(gate.waiting()).containsExactly(PROD);
    gate.approve(new ApprovalQuestion(PLAN, "test", ""), "ada", "another stage");
    gate.approve(new ApprovalQuestion("projects/hr/plans/118", "prod", ""), "ada", "another plan");
    assertThat(wait.look()).isNotNull();
    assertThatIllegalStateException().isThrownBy(wait::result).withMessageContaining("stage prod");
    gate.approve(new ApprovalQuestion(PLAN, "prod", ""), "ada", "go");

    assertThat(wait.look()).isNull();
    assertThat(wait.result().by()).isEqualTo("ada");
    assertThat(gate.waiting()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> gate.reject(PROD, "bob", "too late"))
        .withMessageContaining("decided already")
        .withMessageContaining("ada");
    assertThat(wait.look()).as("what is given stays").isNull();
  }

  @Test
  void aDecisionNamesWhoMadeIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ManualGate().approve(PROD, "", "x"))
        .withMessageContaining("by is blank");
    assertThatIllegalArgumentException().isThrownBy(() -> ApprovalDecision.rejected(" ", "x"));
  }

  @Test
  void aPolicyOfNobodyAsksNobody() {
    Approval approval = approvals(time::pass).require(ApprovalPolicy.none(), PROD);

    assertThat(approval.outcome()).isEqualTo(Approval.Outcome.NOT_REQUIRED);
    assertThat(WIRE.getAllServeEvents()).isEmpty();
    assertThat(GitOps.using(client).build().rollout(PlanRef.of(PLAN), ApprovalPolicy.none()).name())
        .isEqualTo(PLAN + "/rollout");
  }

  @Test
  void requestsAreCheckedBeforeAnythingIsSent() {
    ApprovalRequest request = ApprovalRequest.of(PLAN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApprovalRequest.of(PLAN + "/rollout"))
        .withMessageContaining("projects/{project}/plans/{plan}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withTitle("x".repeat(201)))
        .withMessageContaining("title has 201 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withDescription("x ".repeat(5001)))
        .withMessageContaining("at most 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withDescription("a\0b"))
        .withMessageContaining("NUL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withTimeout(Duration.ZERO))
        .withMessageContaining("more than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApprovalPolicy.byGate(NEVER).withTimeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApprovalQuestion.beforeStage(PLAN + "/rollout", " ", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                approvals(time::pass)
                    .begin(
                        ApprovalPolicy.byIssue(r -> ApprovalRequest.of("projects/hr/plans/118")),
                        PROD))
        .withMessageContaining("projects/hr/plans/118");
    assertThat(WIRE.getAllServeEvents()).isEmpty();
  }

  private static final ApprovalGate NEVER = question -> ApprovalDecision.pending();
}
