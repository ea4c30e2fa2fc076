package io.bytebase4j.gitops.older;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.UnsupportedByServerException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.PreparedRollout;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationSource;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.release.ReleaseReuse;
import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.rollout.FailurePolicy;
import io.bytebase4j.gitops.rollout.NothingToRollOutException;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.gitops.rollout.TimeWindow;
import io.bytebase4j.gitops.rollout.approval.ApprovalPolicy;
import io.bytebase4j.gitops.rollout.approval.ApprovalSkippedException;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What is other on servers of 2025, and what stays the same for callers. */
@ParameterizedClass
@ArgumentsSource(OlderServers.class)
@Timeout(60)
class OlderServersTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

  private final LocalBytebase server;
  private final String table = "t" + NUMBERS.incrementAndGet();
  private final TreeMap<String, MigrationContent> files = new TreeMap<>();
  private GitOps gitOps;

  OlderServersTest(LocalBytebase server) {
    this.server = server;
  }

  @BeforeEach
  void connect() {
    gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private boolean isMay() {
    return server.version().equals("3.6.2");
  }

  /** Adds a file of the next version. */
  private String file(String sql) {
    String path = "m/" + NUMBERS.incrementAndGet() + "_x.sql";
    files.put(path, MigrationContent.of(sql.formatted(table)));
    return path;
  }

  private MigrationSet migrations() {
    return MigrationSet.ofContents(files);
  }

  private PreparedRollout prepare() {
    return gitOps.prepare(RolloutRequest.of(server.project(), migrations(), server.targets()));
  }

  private RolloutHandle planned(ReleaseReuse reuse, List<String> targets) {
    return gitOps.rollout(
        gitOps.plan(
            PlanRequest.of(
                gitOps.release(ReleaseRequest.of(server.project(), migrations()).withReuse(reuse)),
                targets)));
  }

  private void sql(String target, String sql) {
    try (Connection connection = server.dataSource(target).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(table));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String test() {
    return server.targets().get(0);
  }

  private List<RecordedRequest> requests(String end) {
    return server.requests().stream()
        .filter(request -> request.path().replaceFirst("\\?.*", "").endsWith(end))
        .toList();
  }

  private static List<TaskStatus> statuses(StageState stage) {
    return stage.tasks().stream().map(TaskState::status).toList();
  }

  @Test
  void aFailedFileHoldsBackTheNextAndARerunGoesOn() {
    String bad = file("INSERT INTO %s VALUES (1);");
    file("INSERT INTO %s VALUES (2);");
    RolloutHandle rollout = prepare().rollout();

    StageFailedException failed =
        catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));

    assertThat(failed)
        .hasMessageContaining("failed on 1 of 1 databases")
        .hasMessageContaining(bad + ": ");
    assertThat(failed.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.file()).contains(bad);
              assertThat(failure.version()).contains(bad.substring(2, bad.indexOf('_')));
              assertThat(failure.databaseError().orElse(""))
                  .contains("relation \"" + table + "\" does not exist");
            });
    assertThat(statuses(rollout.status().stage("test")))
        .containsExactly(TaskStatus.FAILED, TaskStatus.NOT_STARTED);

    sql(test(), "CREATE TABLE %s (id INT PRIMARY KEY)");
    assertThat(statuses(rollout.runStage("test").stage()))
        .containsExactly(TaskStatus.DONE, TaskStatus.DONE);
  }

  @Test
  void aFileThatWaitsForAFailedOneIsNotWaitedForAndCanBeCancelled() {
    file("INSERT INTO %s VALUES (1);");
    file("INSERT INTO %s VALUES (2);");
    RolloutHandle rollout = prepare().rollout();

    assertThat(rollout.start("test")).hasSize(2);
    RolloutOutcome end = rollout.await("test", Duration.ofSeconds(30));

    assertThat(end.state()).isEqualTo(RolloutOutcome.State.FAILED);
    assertThat(statuses(end.status().stage("test")))
        .containsExactly(TaskStatus.FAILED, TaskStatus.PENDING);
    assertThat(rollout.cancel("test")).hasSize(1);
    assertThat(statuses(rollout.status().stage("test")))
        .containsExactly(TaskStatus.FAILED, TaskStatus.CANCELED);
  }

  @Test
  void whatRunsIsCancelledWithAReasonAndRunAgain() {
    file("SELECT pg_sleep(60);");
    RolloutHandle rollout = prepare().rollout();
    rollout.start("test");
    await()
        .until(() -> statuses(rollout.status().stage("test")).equals(List.of(TaskStatus.RUNNING)));

    assertThat(rollout.cancel()).hasSize(1);

    assertThat(rollout.await("test", Duration.ofSeconds(30)).state())
        .isEqualTo(RolloutOutcome.State.FAILED);
    List<RecordedRequest> cancels = requests("taskRuns:batchCancel");
    assertThat(cancels.get(cancels.size() - 1).body()).contains("\"reason\"");
  }

  @Test
  void aFailedFileIsSkippedAndTheNextGoesOn() {
    file("INSERT INTO %s VALUES (1);");
    file("CREATE TABLE %s (id INT PRIMARY KEY);");
    RolloutHandle rollout =
        prepare()
            .rollout()
            .withPolicy(StagePolicy.standard().onFailure(FailurePolicy.skip("made by hand")));

    StageState end = rollout.runStage("test").stage();

    assertThat(statuses(end)).containsExactly(TaskStatus.SKIPPED, TaskStatus.DONE);
    assertThat(end.tasks().get(0).skippedReason()).isEqualTo("made by hand");
  }

  @Test
  void theStatementThatFailedIsTold() {
    file("CREATE TABLE %s (id INT PRIMARY KEY);\nINSERT INTO %1$s VALUES (1), (1);");
    RolloutHandle rollout = prepare().rollout();

    StageFailedException failed =
        catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));

    assertThat(failed.failures().get(0).statement().orElseThrow().error())
        .contains("duplicate key value");
  }

  @Test
  void whatIsAppliedHasNothingToDo() {
    file("CREATE TABLE %s (id INT PRIMARY KEY);");
    prepare().rollout().runAll();

    if (isMay()) {
      assertThatExceptionOfType(NothingToRollOutException.class)
          .isThrownBy(() -> planned(ReleaseReuse.ALWAYS_NEW, server.targets()))
          .withMessageContaining(test())
          .satisfies(applied -> assertThat(applied.release()).contains("/releases/"));
    } else {
      RolloutHandle again = planned(ReleaseReuse.ALWAYS_NEW, server.targets());
      assertThat(again.status().stages()).extracting(StageState::id).contains("test", "prod");
      assertThat(again.runStage("test").stage().tasks()).isEmpty();
      again.runAll();
    }
  }

  @Test
  void aStageWithNothingToDoIsNoUnknownOne() {
    file("CREATE TABLE %s (id INT PRIMARY KEY);");
    planned(ReleaseReuse.ADOPT, List.of(test())).runStage("test");

    RolloutHandle all = planned(ReleaseReuse.ADOPT, server.targets());

    assertThat(all.runStage("test").stage().tasks()).isEmpty();
    assertThat(statuses(all.runStage("prod").stage())).containsExactly(TaskStatus.DONE);
  }

  @Test
  void aRolloutIsAttachedToByTheNameThatTheServerGives() {
    file("CREATE TABLE %s (id INT PRIMARY KEY);");
    RolloutHandle made = prepare().rollout();

    RolloutHandle attached = gitOps.attach(made.name());

    assertThat(made.name()).matches("projects/hr/rollouts/\\d+");
    assertThat(attached.status()).isEqualTo(made.status());
  }

  @Test
  void findingsHaveTheirLinesFromOneAndOneNameForTheirRules() {
    String path = file("CREATE TABLE %s (\n  id INT PRIMARY KEY,\n  name TEXT\n);");

    List<ReviewFinding> findings =
        gitOps
            .review(ReviewRequest.of(server.project(), server.targets(), migrations()))
            .findings();

    assertThat(findings)
        .extracting(
            ReviewFinding::location,
            ReviewFinding::title,
            ReviewFinding::ruleName,
            ReviewFinding::ruleId)
        .containsExactly(tuple(path + ":3", "column.no-null", "COLUMN_NO_NULL", "bytebase-402"));
  }

  @Test
  void anAllowanceForARuleHoldsUnderBothOfItsNames() {
    file("CREATE TABLE %s (\n  id INT PRIMARY KEY,\n  name TEXT\n);");
    ReviewPolicy strict =
        ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.failOn(FailOn.WARNING));

    for (String rule : List.of("COLUMN_NO_NULL", "column.no-null")) {
      ReviewPolicy lenient = strict.allowRule(rule, "for now", LocalDate.parse("2099-12-31"));
      assertThat(
              gitOps
                  .review(ReviewRequest.of(server.project(), server.targets(), migrations()))
                  .judgedBy(lenient)
                  .passed())
          .isTrue();
    }
  }

  @Test
  void anEditOfAnAppliedFileIsTold() {
    String path = file("CREATE TABLE %s (id INT PRIMARY KEY);");
    prepare().rollout().runStage("test");
    files.put(path, MigrationContent.of("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY);"));

    assertThat(
            gitOps
                .review(ReviewRequest.of(server.project(), server.targets(), migrations()))
                .findings())
        .filteredOn(ReviewFinding::isEditOfAppliedFile)
        .singleElement()
        .satisfies(finding -> assertThat(finding.targets()).containsExactly(test()));
  }

  @Test
  void theAuthorIsNotToldSinceTheServerHasNoPlaceForIt() {
    file("SELECT 1;");

    gitOps.review(
        ReviewRequest.of(server.project(), server.targets(), migrations())
            .withAuthor(new VcsUser(VcsType.GITHUB, "7", "octocat", "Octo Cat")));

    List<RecordedRequest> checks = requests("releases:check");
    assertThat(checks.get(checks.size() - 1).body()).doesNotContain("octocat");
  }

  @Test
  void whatTheServerCannotDoIsSaidBeforeAnythingIsSent() {
    file("SELECT 1;");
    int before = requests("releases:check").size();

    assertThatExceptionOfType(UnsupportedByServerException.class)
        .isThrownBy(
            () ->
                gitOps.review(
                    ReviewRequest.of(server.project(), server.targets(), migrations())
                        .withCustomRules("no tables named foo")))
        .satisfies(
            refused -> {
              assertThat(refused.feature()).isEqualTo(ServerFeature.CUSTOM_RULES);
              assertThat(refused.found()).isEqualTo(server.version());
            })
        .withMessageContaining("3.12.1");
    assertThat(requests("releases:check")).hasSize(before);
  }

  @Test
  void aDeclaredSchemaNeedsANewerServerThanThatOfMay(@TempDir Path folder) throws IOException {
    assumeTrue(isMay());
    Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE a (id INT);");
    MigrationSet declared = MigrationSource.of(folder, "*.sql").declarative(Instant.EPOCH).scan();

    assertThatExceptionOfType(UnsupportedByServerException.class)
        .isThrownBy(() -> gitOps.release(ReleaseRequest.of(server.project(), declared)))
        .withMessageContaining("declarative releases");
  }

  @Test
  void aRunAtALaterTimeNeedsANewerServerThanThatOfMay() {
    assumeTrue(isMay());
    file("SELECT 1;");
    Instant later = Instant.now().plus(Duration.ofHours(1));
    RolloutHandle rollout =
        prepare()
            .rollout()
            .withPolicy(
                StagePolicy.standard()
                    .withTimeWindow(new TimeWindow(later, later.plus(Duration.ofHours(1)))));

    assertThatExceptionOfType(UnsupportedByServerException.class)
        .isThrownBy(() -> rollout.runStage("test"))
        .satisfies(refused -> assertThat(refused.feature()).isEqualTo(ServerFeature.SCHEDULED_RUN));
    assertThat(statuses(rollout.status().stage("test"))).containsExactly(TaskStatus.NOT_STARTED);
  }

  @Test
  void anApprovalIsAskedForByAnIssueAndThatNobodyIsAskedIsTold() {
    file("SELECT 1;");

    assertThatExceptionOfType(ApprovalSkippedException.class)
        .isThrownBy(
            () ->
                gitOps.rollout(
                    gitOps.plan(
                        PlanRequest.of(
                            gitOps.release(ReleaseRequest.of(server.project(), migrations())),
                            server.targets())),
                    ApprovalPolicy.byIssue()));
  }
}
