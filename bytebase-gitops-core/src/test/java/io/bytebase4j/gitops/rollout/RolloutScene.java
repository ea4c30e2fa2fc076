package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.model.BatchRunTasksRequest;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.RecordedRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with four databases in the stage test and one in prod, shared by the tests of a class:
 * each takes versions and tables that no other has.
 */
final class RolloutScene implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

  private final LocalBytebase server;
  private final BytebaseClient client;

  RolloutScene(Clock clock) {
    server =
        LocalBytebase.builder()
            .clock(clock)
            .database("test", "test-pg", "a")
            .database("test", "test-pg", "b")
            .database("test", "test-pg", "c")
            .database("test", "test-pg", "d")
            .database("prod", "prod-pg", "p")
            .start();
    client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .retry(RetryPolicy.standard().withDelays(Duration.ofMillis(1), Duration.ofMillis(2)))
            .build();
  }

  LocalBytebase server() {
    return server;
  }

  /** Begins each test without what the ones before have left. */
  void reset() {
    server.faults().clear();
  }

  GitOps gitOps() {
    return gitOps(Clock.systemUTC(), Sleeper.SYSTEM);
  }

  GitOps gitOps(Clock clock, Sleeper sleeper) {
    return GitOps.using(client).clock(clock).sleeper(sleeper).build();
  }

  static int number() {
    return NUMBERS.incrementAndGet();
  }

  /** A rollout of one file to all databases. */
  RolloutHandle rollout(GitOps gitOps, String sql) {
    MigrationSet set =
        MigrationSet.ofContents(Map.of(number() + "_a.sql", MigrationContent.of(sql)));
    return gitOps.rollout(
        gitOps.plan(
            PlanRequest.of(
                gitOps.release(ReleaseRequest.of(server.project(), set)), server.targets())));
  }

  String target(int index) {
    return server.targets().get(index);
  }

  void sql(int database, String sql) {
    try (Connection connection = server.dataSource(target(database)).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds a lock on a new table of a database, until the connection is closed. */
  Connection locked(int database, String table) throws SQLException {
    Connection connection = server.dataSource(target(database)).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY)");
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table);
    }
    return connection;
  }

  /** The requests that started tasks of a rollout. */
  List<RecordedRequest> starts(RolloutHandle rollout) {
    return sent(rollout, "tasks:batchRun");
  }

  List<RecordedRequest> sent(RolloutHandle rollout, String end) {
    return server.requests().stream()
        .filter(request -> request.path().startsWith("/v1/" + rollout.name() + "/"))
        .filter(request -> request.path().endsWith(end))
        .toList();
  }

  /** Starts tasks of the stage test at a later time, as somebody else would. */
  void runLater(RolloutHandle rollout, List<Integer> tasks, Instant time) {
    String stage = rollout.name() + "/stages/test";
    List<String> names =
        tasks.stream()
            .map(index -> rollout.status().stage("test").tasks().get(index).name())
            .toList();
    client
        .rollouts()
        .batchRunTasks(stage, new BatchRunTasksRequest().tasks(names).runTime(time))
        .execute();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
