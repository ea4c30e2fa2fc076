package io.bytebase4j.gitops.rollout.approval;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.FailedPreconditionException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.model.BatchUpdateIssuesStatusRequest;
import io.bytebase4j.client.model.IssueStatus;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.internal.api2026.Dialect2026;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a plan by an issue to a rollout, on a server without approval flows. */
class ApprovalFlowTest {
  private static final String ISSUES = "/v1/projects/hr/issues";
  private static final ManualClock TIME = new ManualClock(Instant.now());
  private static LocalPostgres postgres;
  private static LocalBytebase server;
  private static int files;

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();
  private BytebaseClient client;
  private GitOps gitOps;
  private PlanRef plan;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.start();
    server =
        LocalBytebase.builder()
            .postgres(postgres)
            .clock(TIME)
            .serviceAccountRole("roles/projectViewer")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
    postgres.close();
  }

  @BeforeEach
  void plan() throws IOException {
    client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .retry(RetryPolicy.none())
            .attemptTimeout(Duration.ofSeconds(1))
            .build();
    gitOps = GitOps.using(client).clock(TIME).sleeper(TIME::pass).build();
    server.requireIssueApproval(true);
    // Plans of other tests are older than the release, so that they are not looked at.
    TIME.pass(Duration.ofMinutes(1));
    String version = String.valueOf(++files);
    Files.writeString(folder.resolve(version + "_a.sql"), "SELECT " + version + ";");
    plan =
        gitOps.plan(
            PlanRequest.of(
                gitOps.release(ReleaseRequest.of(server.project(), MigrationSet.ofFolder(folder))),
                server.targets()));
  }

  @AfterEach
  void close() {
    server.faults().clear();
    client.close();
  }

  private ApprovalPolicy byIssue() {
    return ApprovalPolicy.byIssue(
        request -> request.withListener(change -> heard.add(change.status())));
  }

  private ApprovalPolicy byIssueOrNobody() {
    return ApprovalPolicy.byIssue(ApprovalRequest::acceptSkipped);
  }

  /** What was sent for this plan, or for issues, since it was made. */
  private String requests() {
    List<String> all = server.requests().stream().map(Object::toString).toList();
    int made = all.lastIndexOf("POST /v1/projects/hr/plans");
    return all.subList(made + 2, all.size()).stream()
        .map(request -> request.replace("/v1/" + plan.name(), "PLAN").replace(ISSUES, "issues"))
        .collect(joining(", "));
  }

  @Test
  void nobodysApprovalIsAcceptedWhereThatIsAskedForAndTheRolloutRuns() {
    RolloutHandle rollout = gitOps.rollout(plan, byIssueOrNobody());

    assertThat(requests()).isEqualTo("GET PLAN, POST issues, GET PLAN, POST PLAN/rollout");
    assertThat(rollout.status().stages())
        .extracting(StageState::id)
        .containsExactly("test", "prod");
  }

  @Test
  void nobodysApprovalIsNoneOtherwise() {
    assertThatExceptionOfType(ApprovalSkippedException.class)
        .isThrownBy(() -> gitOps.rollout(plan, byIssue()));

    assertThat(heard).containsExactly("SKIPPED");
    assertThat(requests()).isEqualTo("GET PLAN, POST issues, GET PLAN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "close", "503", "timeout", "garbage"})
  void anIssueWhoseAnswerIsLostIsNotMadeTwice(String how) {
    Faults.Matching next = server.faults().next(3, "POST", ISSUES);
    switch (how) {
      case "reset" -> next.resetAnswer();
      case "close" -> next.loseAnswer();
      case "503" -> next.replaceAnswer(503, "application/json", "{\"code\":14,\"message\":\"x\"}");
      case "timeout" -> next.holdAnswer();
      default -> next.garbleAnswer();
    }

    gitOps.rollout(plan, byIssueOrNobody());

    assertThat(requests()).isEqualTo("GET PLAN, POST issues, GET PLAN, POST PLAN/rollout");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anIssueThatIsNotThereIsAskedForAgain(int times) {
    server.faults().next(times, "POST", ISSUES).resetConnection();

    gitOps.rollout(plan, byIssueOrNobody());

    assertThat(requests())
        .isEqualTo("GET PLAN, POST issues, ".repeat(times + 1) + "GET PLAN, POST PLAN/rollout");
  }

  @Test
  void anIssueThatIsCancelledEndsTheWaitAndNothingIsRolledOut() {
    Approvals approvals = approvals();
    ApprovalWait wait =
        approvals.begin(byIssueOrNobody(), ApprovalQuestion.beforeRollout(plan.name(), ""));
    wait.look();
    String issue = Objects.requireNonNull(client.plans().getPlan(plan.name()).execute().getIssue());
    try (BytebaseClient admin = admin()) {
      admin
          .issues()
          .batchUpdateIssuesStatus(
              server.project(),
              new BatchUpdateIssuesStatusRequest()
                  .addIssuesItem(issue)
                  .status(IssueStatus.CANCELED)
                  .reason("no"))
          .execute();
    }
    TIME.pass(Duration.ofSeconds(1));

    assertThatExceptionOfType(ApprovalClosedException.class)
        .isThrownBy(wait::look)
        .withMessageContaining("the issue was cancelled");
    assertThatExceptionOfType(ApprovalClosedException.class)
        .as("another try does not open it")
        .isThrownBy(() -> gitOps.rollout(plan, byIssueOrNobody()));
    assertThat(client.plans().getPlan(plan.name()).execute().getHasRollout()).isNull();
  }

  private Approvals approvals() {
    return new Approvals(new Dialect2026(client, client.server()).plans(), TIME, TIME::pass);
  }

  private static BytebaseClient admin() {
    return BytebaseClient.builder()
        .url(server.url().toString())
        .credentials(Credentials.serviceAccount(server.adminEmail(), server.adminPassword()))
        .build();
  }

  @Test
  void whileTheServerChecksNothingIsRolledOut() {
    ApprovalWait wait =
        approvals().begin(byIssueOrNobody(), ApprovalQuestion.beforeRollout(plan.name(), ""));
    assertThat(wait.look()).isNotNull();
    assertThat(wait.look()).isNotNull();
    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(() -> gitOps.rollout(plan));

    TIME.pass(Duration.ofMillis(20));
    assertThat(wait.look()).isNull();
    assertThat(wait.result().outcome()).isEqualTo(Approval.Outcome.SKIPPED);
    gitOps.rollout(plan);
  }

  @Test
  void afterTheRolloutItIsTooLateToAsk() {
    gitOps.rollout(plan);

    assertThatExceptionOfType(ApprovalImpossibleException.class)
        .isThrownBy(() -> gitOps.rollout(plan, byIssueOrNobody()))
        .withMessageContaining("has a rollout already");
    assertThat(requests()).isEqualTo("POST PLAN/rollout, GET PLAN");
  }

  @Test
  void theRoleForGitOpsAloneMayNotAsk() {
    try (LocalBytebase strict = LocalBytebase.builder().postgres(postgres).start();
        GitOps agent =
            GitOps.connect(
                strict.url().toString(),
                Credentials.serviceAccount(
                    strict.serviceAccount(), strict.serviceAccountSecret()))) {
      PlanRef own =
          agent.plan(
              PlanRequest.of(
                  agent.release(ReleaseRequest.of(strict.project(), MigrationSet.ofFolder(folder))),
                  strict.targets()));

      assertThatExceptionOfType(ApprovalForbiddenException.class)
          .isThrownBy(() -> agent.requireApproval(ApprovalRequest.of(own.name())))
          .withMessageContaining("Project Viewer")
          .satisfies(
              denied ->
                  assertThat(denied.requiredPermissions()).containsExactly("bb.issues.create"));
    }
  }
}
