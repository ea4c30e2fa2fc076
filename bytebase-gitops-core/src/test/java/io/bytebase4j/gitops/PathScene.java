package io.bytebase4j.gitops;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.model.BatchRunTasksRequest;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.StagePolicy;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.ManualClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server with two databases in the stage test and one in prod, on which one walk after the other
 * begins with a file of its own. It changes a table: where that is locked, the change waits; where
 * it has the column already, the change fails; and where there is none, nothing is to be changed.
 */
final class PathScene implements AutoCloseable {
  /** No walk ends because its time is over, unless that is what it is about. */
  static final StagePolicy PATIENT = StagePolicy.standard().withTimeout(Duration.ofDays(1));

  private static final String ROLLOUT = "/v1/projects/hr/plans/\\d+/rollout";

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final LocalBytebase server;
  private final BytebaseClient client;
  private final GitOps gitOps;
  private final List<RolloutEvent> events = new ArrayList<>();
  private int number;
  private int requestsBefore;

  PathScene() {
    server =
        LocalBytebase.builder()
            .clock(clock)
            .serviceAccountRole("roles/projectViewer")
            .database("test", "test-pg", "a")
            .database("test", "test-pg", "b")
            .database("prod", "prod-pg", "p")
            .start();
    client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .retry(RetryPolicy.none())
            .build();
    gitOps = GitOps.using(client).clock(clock).sleeper(this::sleep).build();
  }

  /** What waits see passes at once; PostgreSQL gets a moment of real time for its work. */
  private void sleep(Duration time) throws InterruptedException {
    clock.pass(time);
    Sleeper.SYSTEM.sleep(Duration.ofMillis(5));
  }

  /** Forgets the walk before. Its plan is older than those of the next, so it is not looked at. */
  void begin() {
    number++;
    events.clear();
    server.faults().clear();
    clock.pass(Duration.ofMinutes(1));
    requestsBefore = server.requests().size();
  }

  GitOps gitOps() {
    return gitOps;
  }

  /** It gets later. */
  void pass(Duration time) {
    clock.pass(time);
  }

  Instant now() {
    return clock.instant();
  }

  Faults faults() {
    return server.faults();
  }

  RolloutRequest request() {
    String sql = "ALTER TABLE IF EXISTS " + table() + " ADD COLUMN n INT;";
    return RolloutRequest.of(
        server.project(),
        MigrationSet.ofContents(Map.of(number + "_t.sql", MigrationContent.of(sql))),
        server.targets());
  }

  /** A rollout that fails on some databases. */
  RolloutHandle rolledOut(StagePolicy policy, int... failing) {
    for (int database : failing) {
      sql(database, "CREATE TABLE " + table() + " (n INT)");
    }
    return gitOps.prepare(request()).rollout().withPolicy(policy).listen(events::add);
  }

  /** The same rollout in the hands of somebody else. */
  RolloutHandle somebodyElse(RolloutHandle rollout) {
    return gitOps.attach(rollout.name()).withPolicy(PATIENT);
  }

  /** Takes the cause of the failure away. */
  void mend(int database) {
    sql(database, "DROP TABLE " + table());
  }

  private String table() {
    return "path" + number;
  }

  String target(int database) {
    return server.targets().get(database);
  }

  private void sql(int database, String sql) {
    try (Connection connection = server.dataSource(target(database)).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps the change of a database waiting until the lock is closed. */
  Lock lock(int database) throws SQLException {
    sql(database, "CREATE TABLE " + table() + " (id INT)");
    Connection connection = server.dataSource(target(database)).getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE " + table());
    }
    return new Lock(connection);
  }

  /** A lock on a table. */
  record Lock(Connection connection) implements AutoCloseable {
    void release() {
      try {
        connection.rollback();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws SQLException {
      release();
      connection.close();
    }
  }

  /** Somebody schedules a task of the stage test for tomorrow. */
  void schedule(RolloutHandle rollout, int database) {
    StageState test = rollout.status().stage("test");
    client
        .rollouts()
        .batchRunTasks(
            test.name(),
            new BatchRunTasksRequest()
                .addTasksItem(test.tasks().get(database).name())
                .runTime(now().plus(Duration.ofDays(2))))
        .execute();
  }

  /** The next look at a rollout, whichever way it is made, is answered with an error. */
  void nextLookFails(int status, int code) {
    String error = "{\"code\":%d,\"message\":\"no\"}".formatted(code);
    server.faults().next(1, "POST", ROLLOUT).answer(status, error);
    server.faults().next(1, "GET", ROLLOUT).answer(status, error);
  }

  List<RolloutEvent> events() {
    return events;
  }

  <T extends RolloutEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The requests of this walk, without its plan's name and those for tokens. */
  List<String> sent() {
    List<String> all = server.requests().stream().map(Object::toString).toList();
    return all.subList(requestsBefore, all.size()).stream()
        .map(request -> request.replaceAll("projects/hr/plans/\\d+", "PLAN"))
        .toList();
  }

  /** The requests of this walk that end so. */
  Stream<String> sent(String end) {
    return sent().stream().filter(request -> request.endsWith(end));
  }

  static List<TaskStatus> statuses(StageState stage) {
    return stage.tasks().stream().map(TaskState::status).toList();
  }

  @Override
  public void close() {
    gitOps.close();
    client.close();
    server.close();
  }
}
