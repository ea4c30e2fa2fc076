package io.bytebase4j.gitops.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for stages, with faults on the way and a time that is passed by hand. */
@ExtendWith(LocalBytebaseExtension.class)
class RolloutHandleTest {
  private static final String GET_ROLLOUT = "/v1/projects/hr/plans/\\d+/rollout";

  @TempDir private Path folder;
  private LocalBytebase server;
  private BytebaseClient client;
  private final ManualClock time = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));

  @BeforeEach
  void connect(LocalBytebase server) {
    this.server = server;
    this.client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private GitOps gitOps(Sleeper sleeper) {
    return GitOps.using(client).clock(time).sleeper(sleeper).build();
  }

  private RolloutHandle rollout(GitOps gitOps, String sql) throws IOException {
    Files.writeString(folder.resolve("1_a.sql"), sql);
    MigrationSet set = MigrationSet.ofFolder(folder);
    return gitOps.rollout(
        gitOps.plan(
            PlanRequest.of(
                gitOps.release(ReleaseRequest.of(server.project(), set)), server.targets())));
  }

  @Test
  void theTimeRunsOutWithTheLastStateInTheError() throws IOException, SQLException {
    GitOps gitOps = gitOps(time::pass);
    try (Connection locked = lockedTable()) {
      RolloutHandle rollout = rollout(gitOps, "ALTER TABLE held ADD COLUMN n INT;");

      assertThatExceptionOfType(RolloutWaitTimeoutException.class)
          .isThrownBy(
              () ->
                  rollout
                      .withPolicy(StagePolicy.standard().withTimeout(Duration.ofMinutes(2)))
                      .runStage("test"))
          .withMessageContaining("stage test of " + rollout.name())
          .withMessageContaining(server.targets().get(0))
          .satisfies(
              timeout -> {
                assertThat(timeout.progress().elapsed()).isEqualTo(Duration.ofMinutes(2));
                assertThat(timeout.progress().polls()).isBetween(24, 60);
                assertThat(timeout.lastError()).isEmpty();
              });
      locked.rollback();
    }
  }

  /** A new table that nobody else can change until the connection's transaction ends. */
  private Connection lockedTable() throws SQLException {
    Connection connection = server.dataSource(server.targets().get(0)).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE held (id INT PRIMARY KEY)");
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE held");
    }
    return connection;
  }

  @Test
  void anInterruptEndsTheWaitAndKeepsTheFlag() throws IOException, SQLException {
    GitOps gitOps =
        gitOps(
            duration -> {
              throw new InterruptedException();
            });
    try (Connection locked = lockedTable()) {
      RolloutHandle rollout = rollout(gitOps, "ALTER TABLE held ADD COLUMN n INT;");

      assertThatExceptionOfType(RolloutWaitInterruptedException.class)
          .isThrownBy(() -> rollout.runStage("test"));
      assertThat(Thread.interrupted()).isTrue();
      locked.rollback();
    }
  }

  @Test
  void passingFaultsOfAPollDoNotEndTheWait() throws IOException, SQLException {
    try (Connection locked = lockedTable()) {
      List<Faults.Rule> rules = new ArrayList<>();
      GitOps gitOps =
          gitOps(
              duration -> {
                if (rules.size() == 2 && rules.get(1).fired() == 1) {
                  unlock(locked);
                }
                Sleeper.SYSTEM.sleep(duration);
              });
      RolloutHandle rollout = rollout(gitOps, "ALTER TABLE held ADD COLUMN n INT;");

      rollout.listen(
          event -> {
            if (event instanceof RolloutEvent.TaskChanged change
                && change.task().status() == TaskStatus.RUNNING) {
              Faults faults = server.faults();
              rules.add(faults.next(1, "GET", GET_ROLLOUT).dropConnection());
              rules.add(
                  faults
                      .next(1, "GET", GET_ROLLOUT)
                      .answer(503, "{\"code\":14,\"message\":\"busy\"}"));
            }
          });
      StageResult result = rollout.runStage("test");

      assertThat(result.stage().isSettled()).isTrue();
      assertThat(rules).extracting(Faults.Rule::fired).containsExactly(1, 1);
    }
  }

  private static void unlock(Connection locked) {
    try {
      locked.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Faults.Rule refuseToken(int times) {
    return server
        .faults()
        .next(times, "GET", GET_ROLLOUT)
        .answer(401, "{\"code\":16,\"message\":\"access token expired\"}");
  }

  @Test
  void aTokenThatEndsIsRenewedAndTheWaitGoesOn() throws IOException {
    GitOps gitOps = gitOps(Sleeper.SYSTEM);
    RolloutHandle rollout = rollout(gitOps, "SELECT 1;");
    Faults.Rule refused = refuseToken(1);

    assertThat(rollout.runStage("test").stage().isSettled()).isTrue();
    assertThat(refused.fired()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsRefusedAgainEndsTheWait() throws IOException {
    GitOps gitOps = gitOps(Sleeper.SYSTEM);
    RolloutHandle rollout = rollout(gitOps, "SELECT 1;");
    refuseToken(2);

    assertThatExceptionOfType(UnauthenticatedException.class)
        .isThrownBy(() -> rollout.runStage("test"))
        .withMessageContaining("access token expired");
  }

  @Test
  void tasksUnderWayAreNotStartedAgain() throws IOException {
    GitOps gitOps = gitOps(Sleeper.SYSTEM);
    RolloutHandle rollout = rollout(gitOps, "CREATE TABLE t (id INT PRIMARY KEY);");

    rollout.runStage("test");
    rollout.runStage("test");

    assertThat(server.requests())
        .filteredOn(request -> request.path().endsWith("tasks:batchRun"))
        .hasSize(1);
  }

  @Test
  void aLaterStageMayRunFirstWhereThatIsAskedFor() throws IOException {
    GitOps gitOps = gitOps(Sleeper.SYSTEM);
    RolloutHandle rollout = rollout(gitOps, "SELECT 1;");

    assertThatExceptionOfType(StageOrderException.class).isThrownBy(() -> rollout.runStage("prod"));
    StageState prod =
        rollout.withPolicy("prod", StagePolicy.standard().outOfOrder()).runStage("prod").stage();

    assertThat(prod.isSettled()).isTrue();
    assertThat(rollout.status().stage("test").tasks())
        .extracting(TaskState::status)
        .isEqualTo(List.of(TaskStatus.NOT_STARTED));
  }
}
