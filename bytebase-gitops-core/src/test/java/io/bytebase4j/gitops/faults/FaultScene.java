package io.bytebase4j.gitops.faults;

import static org.awaitility.Awaitility.await;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.model.LoginRequest;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.Revision;
import io.bytebase4j.client.v202508.api.RolloutService;
import io.bytebase4j.client.v202508.model.Rollout;
import io.bytebase4j.client.v202508.model.Stage;
import io.bytebase4j.client.v202508.model.Task;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of its own with two databases in the stage test and one in prod, and migrations that
 * leave a trace in each database whenever they run.
 */
final class FaultScene implements AutoCloseable {
  private static final int FILES = 3;
  private static final int FIRST_PLAN = 101;

  private final LocalBytebase server;
  private final Path folder;
  private final Clock clock;
  private final List<BytebaseClient> clients = new ArrayList<>();
  private @Nullable BytebaseClient admin;

  FaultScene(LocalPostgres postgres, Path folder) {
    this("2026.8", postgres, folder);
  }

  FaultScene(String age, LocalPostgres postgres, Path folder) {
    this(age, postgres, folder, Clock.systemUTC());
  }

  FaultScene(String age, LocalPostgres postgres, Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.server =
        LocalBytebase.builder()
            .version(age)
            .postgres(postgres)
            .clock(clock)
            .databases("test", "test-pg", "app", 2)
            .databases("prod", "prod-pg", "app", 1)
            .start();
    server.targets().forEach(target -> sql(target, "CREATE TABLE applied (version TEXT)"));
    for (int version = 1; version <= FILES; version++) {
      files("migrations")
          .write(
              version + "_t.sql",
              "CREATE TABLE t%d (id INT PRIMARY KEY);\nINSERT INTO applied VALUES ('%d');\n"
                  .formatted(version, version));
    }
  }

  LocalBytebase server() {
    return server;
  }

  /**
   * A folder of migration files.
   *
   * @param folder where it lies
   */
  record Files(Path folder) {
    /** Puts a file beside those there are. */
    void write(String name, String sql) {
      try {
        java.nio.file.Files.writeString(
            java.nio.file.Files.createDirectories(folder).resolve(name), sql);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The migrations of this scene. */
  Path folder() {
    return files("migrations").folder();
  }

  Files files(String name) {
    return new Files(folder.resolve(name));
  }

  /** Waits until a migration waits for the lock in prod. */
  void awaitBlockedInProd() {
    String waiting =
        "SELECT 1 FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await().atMost(Duration.ofSeconds(30)).until(() -> !query(prod(), waiting).isEmpty());
  }

  Path journalFile() {
    return folder.resolve("journal.json");
  }

  /** Holds requests back, unprocessed. */
  Faults.Rule hold(int times, String path) {
    return server.faults().next(times, "POST", path).holdRequest();
  }

  /** The database in the stage prod. */
  String prod() {
    return server.targets().get(2);
  }

  /** Takes a lock in prod that each migration there needs, until it is rolled back. */
  Connection lockProd() throws SQLException {
    Connection connection = server.dataSource(prod()).getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE applied");
    }
    return connection;
  }

  void sql(String target, String sql) {
    try (Connection connection = server.dataSource(target).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client of the account for pipelines; closed with this. */
  BytebaseClient client(UnaryOperator<io.bytebase4j.client.BytebaseClientBuilder> options) {
    BytebaseClient client =
        options
            .apply(
                BytebaseClient.builder()
                    .url(server.url().toString())
                    .credentials(
                        Credentials.serviceAccount(
                            server.serviceAccount(), server.serviceAccountSecret())))
            .build();
    clients.add(client);
    return client;
  }

  GitOps gitOps() {
    return GitOps.using(client(options -> options)).clock(clock).build();
  }

  PipelineRun pipeline(GitOps gitOps, GitOpsJournal journal) {
    return new PipelineRun(gitOps, server.project(), server.targets(), folder(), journal);
  }

  private BytebaseClient admin() {
    if (admin == null) {
      String token =
          client(options -> options)
              .auth()
              .login(new LoginRequest().email(server.adminEmail()).password(server.adminPassword()))
              .execute()
              .getToken();
      admin = client(options -> options.credentials(Credentials.accessToken("" + token)));
    }
    return admin;
  }

  /** What there is at the server and in the databases. */
  EndState endState() {
    List<String> releases =
        admin().releases().listReleases(server.project()).stream()
            .map(Release::getName)
            .map(String::valueOf)
            .toList();
    // The messages of 2025 hold all of newer ones that is looked at here.
    RolloutService older = admin().service(RolloutService::new);
    TreeMap<String, String> rollouts = new TreeMap<>();
    TreeMap<String, List<String>> runs = new TreeMap<>();
    for (Rollout rollout : older.listRollouts(server.project()).stream().toList()) {
      String name = String.valueOf(rollout.getName());
      rollouts.put(
          name, rollout.getPlan() == null ? name.replace("/rollout", "") : rollout.getPlan());
      for (Stage stage : rollout.getStages()) {
        for (Task task : stage.getTasks()) {
          runs.put(String.valueOf(task.getName()), runs("" + task.getName()));
        }
      }
    }
    TreeMap<String, List<String>> applied = new TreeMap<>();
    TreeMap<String, List<String>> revisions = new TreeMap<>();
    for (String target : server.targets()) {
      applied.put(target, query(target, "SELECT version FROM applied ORDER BY version"));
      revisions.put(
          target,
          admin().revisions().listRevisions(target).stream()
              .map(Revision::getVersion)
              .map(String::valueOf)
              .sorted()
              .toList());
    }
    return new EndState(releases, plans(), rollouts, runs, applied, revisions);
  }

  private List<String> runs(String task) {
    Stream<String> statuses =
        task.contains("/plans/")
            ? admin().rollouts().listTaskRuns(task).execute().getTaskRuns().stream()
                .map(run -> "" + run.getStatus())
            : admin().service(RolloutService::new).listTaskRuns(task).stream()
                .map(run -> "" + run.getStatus());
    return statuses.toList();
  }

  private List<String> plans() {
    List<String> names = new ArrayList<>();
    for (int id = FIRST_PLAN; ; id++) {
      try {
        Plan plan = admin().plans().getPlan(server.project() + "/plans/" + id).execute();
        names.add(String.valueOf(plan.getName()));
      } catch (NotFoundException e) {
        return names;
      }
    }
  }

  private List<String> query(String target, String sql) {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.dataSource(target).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clients.forEach(BytebaseClient::close);
    server.close();
  }
}
