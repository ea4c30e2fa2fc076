package io.bytebase4j.gitops.alljar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.docs.Page;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of samples/jshell run as they are, on the jar as it is packaged. */
@ExtendWith(LocalBytebaseExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class JShellIT {
  private static final String TEST = "instances/test-pg/databases/app_test";
  private static final Page GUIDE = Page.of("docs/jshell.md");

  @TempDir private Path folder;
  private LocalBytebase server;

  @BeforeEach
  void files(LocalBytebase server) throws IOException {
    this.server = server;
    Files.writeString(folder.resolve("1_t.sql"), "CREATE TABLE t (id INT PRIMARY KEY);");
  }

  static List<Jdk> jdks() {
    return Jdk.toTestOn();
  }

  private JShell jshell() {
    return JShell.of(Jdk.running(), folder, server);
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = server.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private GitOps connect() {
    return GitOps.connect(
        server.url().toString(),
        Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  private RolloutHandle rollout(GitOps gitOps) {
    MigrationSet migrations = MigrationSet.ofPattern(folder, "*.sql");
    return gitOps
        .prepare(RolloutRequest.of(server.project(), migrations, server.targets()))
        .rollout();
  }

  /** A rollout whose stage test failed, since its table is there already. */
  private RolloutHandle failedRollout(GitOps gitOps) throws SQLException {
    execute(TEST, "CREATE TABLE t (id INT)");
    RolloutHandle rollout = rollout(gitOps);
    assertThatExceptionOfType(StageFailedException.class)
        .isThrownBy(() -> rollout.runStage("test"));
    return rollout;
  }

  private static List<TaskStatus> states(RolloutHandle rollout) {
    return rollout.status().stages().stream()
        .flatMap(stage -> stage.tasks().stream())
        .map(TaskState::status)
        .toList();
  }

  private static void assertEnded(JShell.Ended ended, int exitCode, String... printed) {
    assertThat(ended.output()).contains(printed).doesNotContain("|  ");
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theScriptsAnswerOn(Jdk jdk) throws Exception {
    JShell jshell = JShell.of(jdk, folder, server);

    assertEnded(
        jshell.run("permissions.jsh"),
        0,
        "unknown permissions rollout: can't be told without making something: bb.rollouts.create",
        "\nNothing is in the way of a pipeline, as far as can be told.\n");
    assertNothingWasMade();
    assertEnded(
        jshell.run("review.jsh"), 0, "SQL review of hr: PASSED\nNo findings in 1 file on 2");

    try (GitOps gitOps = connect()) {
      RolloutHandle rollout = failedRollout(gitOps);
      assertEnded(jshell.run("rollouts.jsh"), 1, GUIDE.blocks("text").get(1).text());
      execute(TEST, "DROP TABLE t");

      assertEnded(
          jshell.with("BYTEBASE_ROLLOUT", rollout.name()).run("retry-failed.jsh"),
          0,
          TEST + " DONE\n");
      assertThat(states(rollout)).containsExactly(TaskStatus.DONE, TaskStatus.NOT_STARTED);
    }
  }

  private void assertNothingWasMade() {
    try (BytebaseClient admin =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(Credentials.serviceAccount(server.adminEmail(), server.adminPassword()))
            .build()) {
      assertThat(admin.releases().listReleases(server.project()).stream()).isEmpty();
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> admin.plans().getPlan(server.project() + "/plans/101").execute());
    }
  }

  @Test
  void reviewTellsWhatStopsTheFiles() throws Exception {
    Files.writeString(folder.resolve("2_u.sql"), "CREATE TABLE u (id INT NOT NULL);");

    assertEnded(jshell().run("review.jsh"), 1, GUIDE.blocks("text").get(0).text());
  }

  @Test
  void retryTellsWhyATaskFailedAgain() throws Exception {
    try (GitOps gitOps = connect()) {
      RolloutHandle rollout = failedRollout(gitOps);

      assertEnded(
          jshell().with("BYTEBASE_ROLLOUT", rollout.name()).run("retry-failed.jsh"),
          1,
          "stage test failed on 1 of 1 databases:",
          "relation \"t\" already exists");
      assertThat(rollout.taskRuns(TEST)).hasSize(2);
    }
  }

  @Test
  void retryLeavesAloneWhatDidNotFail() throws Exception {
    try (GitOps gitOps = connect()) {
      RolloutHandle rollout = rollout(gitOps);

      assertEnded(
          jshell().with("BYTEBASE_ROLLOUT", rollout.name()).run("retry-failed.jsh"),
          0,
          "no task of " + rollout.name() + " failed: nothing to do\n");
      assertThat(states(rollout)).containsOnly(TaskStatus.NOT_STARTED);
    }
  }

  @Test
  void rolloutsThatAreDoneAreNotListed() throws Exception {
    try (GitOps gitOps = connect()) {
      rollout(gitOps).runAll();
    }

    JShell.Ended ended = jshell().run("rollouts.jsh");

    assertEnded(ended, 0, "rollouts of projects/hr with something left: 0\n");
    assertThat(ended.output()).doesNotContain("/rollout\n");
  }

  @Test
  void permissionsNamesWhatIsLacking() throws Exception {
    String lacking =
        """
        {"code": 7, "message": "permission denied", "details": [{
          "@type": "type.googleapis.com/bytebase.v1.PermissionDeniedDetail",
          "method": "/bytebase.v1.PlanService/CreatePlan",
          "requiredPermissions": ["bb.plans.create"], "resources": ["projects/hr"]}]}
        """;
    server.faults().next(1, "POST", ".*/plans").answer(403, lacking);

    assertEnded(
        jshell().run("permissions.jsh"),
        1,
        "failed  permissions rollout: lacks bb.plans.create: give the account the role GitOps",
        "\nA pipeline would fail: 1 check failed.\n");
  }

  @Test
  void permissionsTellsWhatIsInTheWay() throws Exception {
    assertEnded(
        jshell().with("BYTEBASE_PROJECT", "projects/nope").run("permissions.jsh"),
        2,
        "failed  project: projects/nope is not there: check the name");
  }

  @Test
  void wrongKeyIsToldButNotShown() throws Exception {
    JShell.Ended ended =
        jshell().with("BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_a-wrong-key").run("review.jsh");

    assertEnded(ended, 2, "UnauthenticatedException", server.serviceAccount());
    assertThat(ended.output()).doesNotContain("bbs_a-wrong-key");
  }

  @Test
  void serverThatIsNotThereIsTold() throws Exception {
    server.close();

    JShell.Ended ended = jshell().run("rollouts.jsh");

    assertEnded(ended, 2, "TransportException", server.url().getAuthority());
    assertThat(ended.output()).doesNotContain(server.serviceAccountSecret());
  }

  @Test
  void missingVariableIsNamed() throws Exception {
    assertEnded(jshell().run("retry-failed.jsh"), 2, "set BYTEBASE_ROLLOUT");
  }

  /** So that what goes wrong with one goes wrong with each of them alike. */
  @Test
  void theScriptsSignInAndEndAlike() throws IOException {
    for (String name : List.of("review", "rollouts", "retry-failed", "permissions")) {
      List<String> script = Files.readAllLines(JShell.SCRIPTS.resolve(name + ".jsh"));

      assertThat(script)
          .as(name)
          .hasSizeLessThanOrEqualTo(30)
          .allMatch(line -> line.length() <= 100)
          .contains("var exitCode = 2")
          .anyMatch(line -> line.startsWith("try (var client = BytebaseClient.fromEnvironment()"))
          .endsWith("} catch (RuntimeException e) { System.out.println(e); }", "/exit exitCode");
    }
  }

  @Test
  void connectSignsInASession() throws Exception {
    List<String> typed = new ArrayList<>(GUIDE.blocks("java").get(5).lines());
    typed.add("clint.rollouts()");

    JShell.Ended ended = jshell().run("connect.jsh", typed);

    assertThat(ended.output())
        .contains("service account " + server.serviceAccount(), "is signed in to Bytebase 3.")
        .containsPattern("==> true")
        .containsPattern("==> " + TEST + ": 1 to run \\(1_t.sql\\), 0 applied")
        .containsPattern("symbol: +variable clint")
        .doesNotContain("SLF4J", server.serviceAccountSecret());
    assertThat(ended.exitCode()).isZero();
  }
}
