package io.bytebase4j.gitops.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.release.ReleasedFile;
import io.bytebase4j.gitops.review.ReviewBlockedException;
import io.bytebase4j.gitops.review.ReviewFinding;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.TargetReview;
import io.bytebase4j.gitops.rollout.PlanRef;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.StageOrderException;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.gitops.rollout.UnknownStageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The GitOps path as every server must answer it; runs on the testkit and on real servers. */
@ParameterizedClass
@ArgumentsSource(ContractServers.class)
class GitOpsContractTest {
  @TempDir private Path folder;
  private final ContractServer server;
  private GitOps gitOps;

  GitOpsContractTest(ContractServer server) {
    this.server = server;
  }

  @BeforeEach
  void connect() {
    this.gitOps = GitOps.connect(server.url(), server.credentials());
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private String write(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
    return folder.getFileName() + "/" + name;
  }

  private MigrationSet migrations() {
    return MigrationSet.ofFolder(folder);
  }

  private RolloutHandle rollout() {
    ReleaseRef release = gitOps.release(ReleaseRequest.of(server.project(), migrations()));
    PlanRef plan = gitOps.plan(PlanRequest.of(release, server.targets()));
    return gitOps.rollout(plan);
  }

  private ReviewReport review() {
    return gitOps.review(ReviewRequest.of(server.project(), server.targets(), migrations()));
  }

  @Test
  void filesAreReviewedReleasedAndRolledOutStageByStage() throws IOException {
    String id = server.unique();
    String path =
        write(id + "_t.sql", "CREATE TABLE t" + id + " (id INT PRIMARY KEY, name TEXT NOT NULL);");

    assertThat(review().requirePassed().findings()).isEmpty();
    ReleaseRef release = gitOps.release(ReleaseRequest.of(server.project(), migrations()));
    assertThat(release.files()).extracting(ReleasedFile::path).containsExactly(path);
    if (server.has(ServerFeature.RELEASE_ID_TEMPLATE)) {
      assertThat(release.name())
          .startsWith(server.project() + "/releases/gitops-")
          .endsWith("-RC00");
    }

    RolloutHandle rollout = gitOps.rollout(gitOps.plan(PlanRequest.of(release, server.targets())));
    assertThat(rollout.status().stages())
        .extracting(StageState::id)
        .containsExactly("test", "prod");
    List<TaskStatus> seen = new ArrayList<>();
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.TaskChanged change) {
            seen.add(change.task().status());
          }
        });
    for (String stage : List.of("test", "prod")) {
      seen.clear();
      StageState end = rollout.runStage(stage).stage();
      assertThat(end.tasks()).extracting(TaskState::status).containsOnly(TaskStatus.DONE);
      assertThat(seen).endsWith(TaskStatus.DONE).doesNotHaveDuplicates();
    }
  }

  @Test
  void aFindingOnAllTargetsIsOneFindingWithItsLine() throws IOException {
    String id = server.unique();
    String path =
        write(id + "_t.sql", "CREATE TABLE t" + id + " (\n  id INT PRIMARY KEY,\n  name TEXT\n);");

    ReviewReport report = review();

    assertThat(report.passed()).isTrue();
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.code()).isEqualTo(402);
              assertThat(finding.ruleName()).isEqualTo("COLUMN_NO_NULL");
              assertThat(finding.location()).isEqualTo(path + ":3");
              assertThat(finding.targets()).isEqualTo(server.targets());
            });
  }

  @Test
  void aFileThatIsNoSqlIsBlockedWithItsPlace() throws IOException {
    String path = write(server.unique() + "_letter.sql", "\nDear database, please add a table.\n");

    assertThatExceptionOfType(ReviewBlockedException.class)
        .isThrownBy(() -> review().requirePassed())
        .withMessageContaining(path + ":2")
        .withMessageContaining("Syntax error")
        .satisfies(
            blocked ->
                assertThat(blocked.report().findings())
                    .extracting(ReviewFinding::code)
                    .containsExactly(201));
  }

  @Test
  void anEditOfAnAppliedFileStopsTheChangeWhereItIsApplied() throws IOException {
    String id = server.unique();
    String path = write(id + "_t.sql", "CREATE TABLE t" + id + " (id INT PRIMARY KEY);");
    rollout().runStage("test");
    write(id + "_t.sql", "CREATE TABLE t" + id + " (id BIGINT PRIMARY KEY);");

    ReviewReport report = review();

    assertThat(report.passed()).isFalse();
    assertThat(report.findings())
        .filteredOn(ReviewFinding::isEditOfAppliedFile)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.file()).isEqualTo(path);
              assertThat(finding.targets()).containsExactly(server.targets().get(0));
            });
  }

  @Test
  void aServerThatStopsAtItsLimitOfFindingsMakesTheReviewIncomplete() throws IOException {
    long id = Long.parseLong(server.unique());
    for (int i = 10; i < 65; i++) {
      String version = id + "" + i;
      write(
          version + "_t.sql",
          "CREATE TABLE t%1$s (id INT PRIMARY KEY, name TEXT);\nUPDATE t%1$s SET name = 'x';"
              .formatted(version));
    }

    ReviewReport report = review();

    assertThat(report.isComplete()).isFalse();
    assertThat(report.targets())
        .allSatisfy(
            target -> {
              assertThat(target.outcome()).isEqualTo(TargetReview.Outcome.CAPPED);
              assertThat(target.reviewed().size() + target.unknown().size()).isEqualTo(55);
              assertThat(target.unknown()).isNotEmpty();
            });
  }

  @Test
  void theVersionsThatAreAppliedNeedAPermissionThatIsNamed() throws IOException {
    assumeTrue(server.has(ServerFeature.GITOPS_ROLE), "the account has a role with more rights");
    write(server.unique() + "_t.sql", "SELECT 1;");

    assertThatExceptionOfType(PermissionDeniedException.class)
        .isThrownBy(() -> gitOps.appliedVersions(server.targets().get(0)))
        .withMessageContaining("bb.revisions.list");
    ReviewRequest request =
        ReviewRequest.of(server.project(), server.targets(), migrations()).withRevisionsCompared();
    assertThat(gitOps.review(request).requirePassed().notes())
        .singleElement()
        .asString()
        .contains("bb.revisions.list");
  }

  @Test
  void aFailedFileIsToldWithTheDatabasesMessageAndARerunGoesOn() throws IOException {
    String good = server.unique();
    String bad = server.unique();
    write(good + "_good.sql", "CREATE TABLE t" + good + " (id INT PRIMARY KEY);");
    String path = write(bad + "_bad.sql", "INSERT INTO missing" + bad + " VALUES (1);");
    RolloutHandle rollout = rollout();

    for (int attempt = 0; attempt < 2; attempt++) {
      StageFailedException failed =
          catchThrowableOfType(StageFailedException.class, () -> rollout.runStage("test"));
      assertThat(failed.failures()).singleElement().satisfies(f -> isMissingTable(f, path, bad));
      assertThat(failed).hasMessageContaining(server.targets().get(0));
    }
    assertThatExceptionOfType(StageOrderException.class)
        .isThrownBy(() -> rollout.runStage("prod"))
        .withMessageContaining("test");
  }

  private static void isMissingTable(TaskFailure failure, String path, String version) {
    assertThat(failure.task().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failure.file()).contains(path);
    assertThat(failure.version()).contains(version);
    assertThat(failure.databaseError())
        .contains("ERROR: relation \"missing" + version + "\" does not exist (SQLSTATE 42P01)");
  }

  @Test
  void aStageThatIsDoneIsNotRunAgain() throws IOException {
    String id = server.unique();
    write(id + "_t.sql", "CREATE TABLE t" + id + " (id INT PRIMARY KEY);");
    RolloutHandle rollout = rollout();

    StageState first = rollout.runStage("test").stage();
    StageState again = rollout.runStage("environments/test").stage();

    assertThat(again).isEqualTo(first);
  }

  @Test
  void anUnknownStageIsAnErrorThatListsThoseThereAre() throws IOException {
    write(server.unique() + "_t.sql", "SELECT 1;");
    RolloutHandle rollout = rollout();

    assertThatExceptionOfType(UnknownStageException.class)
        .isThrownBy(() -> rollout.runStage("prd"))
        .withMessageContaining("\"prd\"")
        .satisfies(unknown -> assertThat(unknown.stages()).containsExactly("test", "prod"));
  }

  @Test
  void aRolloutIsMadeOnceForAPlan() throws IOException {
    write(server.unique() + "_t.sql", "SELECT 1;");
    ReleaseRef release = gitOps.release(ReleaseRequest.of(server.project(), migrations()));
    PlanRef plan = gitOps.plan(PlanRequest.of(release, server.targets()).withTitle("contract"));

    assertThat(gitOps.rollout(plan).name()).isEqualTo(gitOps.rollout(plan).name());
  }

  @Test
  void aWrongKeyNamesTheAccountAndNotTheKey() throws IOException {
    write(server.unique() + "_t.sql", "SELECT 1;");
    String email = ((Credentials.ServiceAccount) server.credentials()).email();

    try (GitOps wrong =
        GitOps.connect(server.url(), Credentials.serviceAccount(email, "bbs_wrongkey"))) {
      assertThatExceptionOfType(UnauthenticatedException.class)
          .isThrownBy(() -> wrong.release(ReleaseRequest.of(server.project(), migrations())))
          .withMessageContaining(email)
          .withMessageNotContaining("bbs_wrongkey");
    }
  }

  @Test
  void anUnknownProjectTargetOrPlanIsNamed() throws IOException {
    write(server.unique() + "_t.sql", "SELECT 1;");

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> gitOps.release(ReleaseRequest.of("projects/nope", migrations())))
        .withMessageContaining("nope");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () ->
                gitOps.review(
                    ReviewRequest.of(
                        server.project(), List.of("instances/none/databases/x"), migrations())))
        .withMessageContaining("none");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> gitOps.rollout(PlanRef.of(server.project() + "/plans/99999999")))
        .withMessageContaining("99999999");
    ReleaseRef release = gitOps.release(ReleaseRequest.of(server.project(), migrations()));
    ApiException refused =
        catchThrowableOfType(
            ApiException.class,
            () -> gitOps.plan(PlanRequest.of(release, List.of("instances/none/databases/x"))));
    assertThat(refused).hasMessageContaining("instances/none/databases/x");
  }
}
