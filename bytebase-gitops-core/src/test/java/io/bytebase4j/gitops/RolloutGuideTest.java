package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.report.file.OutputNames;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.review.RolloutPreview;
import io.bytebase4j.gitops.rollout.FailurePolicy;
import io.bytebase4j.gitops.rollout.RollbackPreview;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.RolloutResult;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.TimeWindow;
import io.bytebase4j.gitops.rollout.approval.ApprovalDecision;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rollout.md shows runs, and stands there as it is here. */
class RolloutGuideTest {
  private static final String PROJECT = "projects/hr";
  private static final String TEST = "instances/test-pg/databases/app_test";
  private static final String PROD = "instances/prod-pg/databases/app_prod";
  private static LocalBytebase server;
  private static GitOps gitOps;
  private static int version;

  @TempDir private Path folder;
  private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
  private MigrationSet migrations;

  @BeforeAll
  static void start() {
    server = LocalBytebase.builder().serviceAccountRole("roles/projectViewer").start();
    gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  @AfterAll
  static void stop() {
    gitOps.close();
    server.close();
  }

  @BeforeEach
  void files() throws IOException {
    version++;
    Files.writeString(
        Files.createDirectories(folder.resolve("migration")).resolve(version + "_a.sql"),
        "CREATE TABLE rollout_guide_" + version + " (id INT PRIMARY KEY);");
    migrations = MigrationSet.ofPattern(folder, "migration/*.sql");
  }

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  private RolloutHandle rollout() {
    return gitOps.prepare(RolloutRequest.of(PROJECT, migrations, List.of(TEST, PROD))).rollout();
  }

  @Test
  void fromFilesToARollout() {
    // begin path
    PreparedRollout prepared =
        gitOps.prepare(
            RolloutRequest.of(PROJECT, migrations, List.of(TEST, PROD)).withTitle("Leave types"));

    print(prepared.release());
    print(prepared.plan().name());

    RolloutHandle rollout = prepared.rollout();
    rollout.runStage("test");
    rollout.runThrough("prod");
    // end path
    assertThat(printed.get(0)).startsWith("projects/hr/releases/gitops-");
    assertThat(rollout.name()).isEqualTo(printed.get(1) + "/rollout");
    assertThat(rollout.status().stages()).allMatch(stage -> stage.isSettled());
    // begin rollbacks
    for (RollbackPreview preview : rollout.previewRollbacks()) {
      print(preview.task() + ": " + preview.statement() + preview.reason());
    }
    // end rollbacks
    assertThat(printed).hasSize(4).element(3).asString().contains("has no rollback");
  }

  @Test
  void whatWouldBeRun() {
    // begin preview
    RolloutPreview preview = gitOps.preview(PROJECT, migrations, List.of(TEST, PROD));
    print(preview);
    // end preview
    String file = "migration/" + version + "_a.sql";
    assertThat(printed)
        .containsExactly(
            TEST
                + ": 1 to run (%s), 0 applied\n".formatted(file)
                + PROD
                + ": 1 to run (%s), 0 applied".formatted(file));
  }

  @Test
  void howStagesAreRun() {
    Instant evening = Instant.now();
    RolloutHandle prepared = rollout();
    // begin policies
    RolloutHandle rollout =
        prepared
            .withPolicy(
                StagePolicy.standard()
                    .withTimeout(Duration.ofMinutes(20))
                    .onFailure(FailurePolicy.stop().retryAbandoned(2)))
            .withPolicy(
                "prod",
                StagePolicy.standard()
                    .withCanary(1)
                    .withParallelism(4)
                    .stopAfterFailures(2)
                    .onFailure(FailurePolicy.retry(2, Duration.ofSeconds(10)))
                    .withTimeWindow(new TimeWindow(evening, evening.plus(Duration.ofHours(4))))
                    .cancelPendingOnFailure()
                    .cancelWhenEnded(Duration.ofSeconds(30)));
    RolloutResult result = rollout.runAll();
    result.stages().forEach(stage -> print(stage.stage().id() + " " + stage.elapsed()));
    // end policies
    assertThat(printed).hasSize(2);
  }

  @Test
  void anApprovalBeforeTheRollout() {
    // begin approval
    RolloutRequest request =
        RolloutRequest.of(PROJECT, migrations, List.of(TEST, PROD))
            .withApproval(
                ApprovalPolicy.byIssue(
                    issue ->
                        issue
                            .withDescription("Leave types for HR-42")
                            .withTimeout(Duration.ofHours(8))
                            .withListener(change -> print(change.issue() + " " + change.status()))
                            .acceptSkipped()));
    RolloutHandle rollout = gitOps.prepare(request).rollout();
    // end approval
    assertThat(printed).last().asString().endsWith(" SKIPPED");
    assertThat(rollout.status().stages()).hasSize(2);
  }

  /** A ticket that is approved when it is first asked for. */
  private record Tickets() {
    ApprovalDecision of(String plan) {
      return ApprovalDecision.approved("jane@example.com", plan);
    }
  }

  @Test
  void anApprovalBeforeAStage() {
    Tickets tickets = new Tickets();
    Path journal = folder.resolve("journal.json");
    RolloutHandle rollout = rollout().withJournal(GitOpsJournal.ofFile(journal));
    // begin gate
    StagePolicy byTicket =
        StagePolicy.standard()
            .withApproval(
                ApprovalPolicy.byGate(question -> tickets.of(question.plan()))
                    .withTimeout(Duration.ofHours(8)));
    StagePolicy byPerson = StagePolicy.standard().withApprovalByPerson(Duration.ofHours(8));
    // end gate
    rollout.withPolicy("test", byTicket).runStage("test");
    // begin person
    rollout.approve("prod", "jane@example.com", "after the standup");
    // end person
    rollout.withPolicy("prod", byPerson).runStage("prod");
    assertThat(rollout.status().stages()).allMatch(stage -> stage.isSettled());
  }

  @Test
  void startAndAwaitInTwoSteps() throws IOException {
    RolloutHandle rollout = rollout();
    Path output = folder.resolve("rollout.json");
    // begin start
    rollout.start("test");
    RolloutOutput.of(rollout.status()).writeTo(output);
    // end start
    // begin await
    RolloutHandle started = gitOps.attach(OutputNames.read(output).rollout());
    RolloutOutcome outcome = started.await("test", Duration.ofMinutes(20));
    RolloutOutput.of(outcome).writeTo(output);
    if (outcome.state() == RolloutOutcome.State.PENDING) {
      print("not done yet: let another step wait again");
    }
    // end await
    assertThat(outcome.state()).isEqualTo(RolloutOutcome.State.DONE);
  }

  @Test
  void withoutAThread() throws ExecutionException, InterruptedException {
    RolloutHandle rollout = rollout();
    // begin async
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.TaskChanged change) {
            print(change.stage() + " " + change.task());
          }
        });
    CompletableFuture<RolloutResult> end = rollout.runThroughAsync("prod");
    // end async
    end.orTimeout(1, TimeUnit.MINUTES).get();
    assertThat(printed).contains("test " + TEST + " DONE", "prod " + PROD + " DONE");
  }

  @Test
  void asAStream() {
    RolloutHandle rollout = rollout();
    Flow.Subscriber<RolloutEvent> subscriber = new Printer();
    // begin stream
    rollout.events().subscribe(subscriber);
    // end stream
    rollout.runStage("test");
    assertThat(printed).contains("StageEnded");
  }

  @Test
  void whatFailedIsRetriedSkippedOrCancelled() throws SQLException {
    try (Connection connection = server.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE rollout_guide_" + version + " (id INT)");
    }
    RolloutHandle rollout = rollout();
    // begin failure
    try {
      rollout.runStage("test");
    } catch (StageFailedException e) {
      e.failures().forEach(f -> print(f.task() + " " + f.databaseError().orElse(f.detail())));
    }
    // end failure
    assertThat(printed).singleElement().asString().contains("already exists");
    assertThatExceptionOfType(StageFailedException.class)
        .isThrownBy(() -> rollout.retryFailed("test"));
    // begin by-hand
    rollout.cancel("test");
    rollout.skip(TEST, "the table is there already, OPS-77");
    // end by-hand
    assertThat(rollout.status().stage("test").isSettled()).isTrue();
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("rollout.md", RolloutGuideTest.class);
  }

  /** Prints the kinds of events. */
  private final class Printer implements Flow.Subscriber<RolloutEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(RolloutEvent event) {
      print(event.getClass().getSimpleName());
    }

    @Override
    public void onError(Throwable error) {
      print(error);
    }

    @Override
    public void onComplete() {}
  }
}
