package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.Guide;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalConflictException;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.RolloutEvent;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutResult;
import io.bytebase4j.gitops.rollout.RolloutsClosedException;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/embedding.md shows runs, and stands there as it is here and in {@link Embedding}. */
@ExtendWith(LocalBytebaseExtension.class)
class EmbeddingGuideTest {
  private static final String TEST = "instances/test-pg/databases/app_test";

  private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
  private LocalBytebase server;
  private Embedding.RolloutService service;

  @BeforeEach
  void start(LocalBytebase server) {
    this.server = server;
    service =
        new Embedding.RolloutService(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  private RolloutRequest request(String table) {
    return RolloutRequest.of(server.project(), migrations(table), server.targets());
  }

  private static MigrationSet migrations(String table) {
    String version = String.valueOf(Math.abs((long) table.hashCode()));
    return MigrationSet.ofContents(
        Map.of(
            "migration/" + version + "_" + table + ".sql",
            MigrationContent.of("CREATE TABLE " + table + " (id INT PRIMARY KEY);")));
  }

  @Test
  void manyAtOnce() {
    List<RolloutRequest> requests = List.of(request("one"), request("two"), request("three"));
    // begin many
    List<CompletableFuture<RolloutResult>> ends =
        requests.stream()
            .map(request -> service.rollOut(request, "test"))
            .map(
                end ->
                    end.whenComplete((result, failure) -> print(result == null ? failure : "done")))
            .toList();
    // end many
    CompletableFuture.allOf(ends.toArray(new CompletableFuture<?>[0]))
        .orTimeout(1, TimeUnit.MINUTES)
        .join();
    assertThat(printed).containsExactly("done", "done", "done");
  }

  @Test
  void whatHappensMeanwhile() {
    RolloutHandle rollout = service.gitOps().prepare(request("watched")).rollout();
    // begin events
    rollout.listen(
        event -> {
          if (event instanceof RolloutEvent.TaskChanged change) {
            print(change.task());
          } else if (event instanceof RolloutEvent.TaskRunFailed failed) {
            print(failed.failure().detail());
          }
        });
    // end events
    rollout.runStage("test");
    assertThat(printed).last().isEqualTo(TEST + " DONE");
  }

  @Test
  void closingEndsTheWaitsAndNotTheTasks() throws SQLException {
    try (Connection connection = server.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE busy (id INT)");
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE busy");
      RolloutHandle rollout =
          service
              .gitOps()
              .prepare(RolloutRequest.of(server.project(), onBusy(), server.targets()))
              .rollout();
      Faults.Rule started = server.faults().next(1, "POST", ".*/tasks:batchRun").holdAnswer();
      CompletableFuture<RolloutResult> end = rollout.runThroughAsync("test");
      started.awaitFired(1, Duration.ofSeconds(30));
      started.release();
      String name = rollout.name();

      service.close();

      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> end.orTimeout(1, TimeUnit.MINUTES).join())
          .withCauseInstanceOf(RolloutsClosedException.class);
      connection.commit();
      afterRestart(name);
    }
  }

  private static MigrationSet onBusy() {
    return MigrationSet.ofContents(
        Map.of(
            "migration/1_busy.sql", MigrationContent.of("ALTER TABLE busy ADD PRIMARY KEY (id);")));
  }

  private void afterRestart(String name) {
    try (GitOps gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))) {
      // begin restart
      RolloutHandle rollout = gitOps.attach(name);
      CompletableFuture<RolloutResult> end = rollout.runThroughAsync("test");
      // end restart
      RolloutResult result = end.orTimeout(1, TimeUnit.MINUTES).join();
      assertThat(result.stages()).hasSize(1);
      assertThat(rollout.taskRuns(TEST)).hasSize(1);
    }
  }

  @Test
  void whatWentWrongIsData() throws SQLException {
    try (Connection connection = server.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE taken (id INT)");
    }
    CompletableFuture<RolloutResult> end = service.rollOut(request("taken"), "test");
    // begin failure
    CompletableFuture<Void> told =
        end.handle(
            (result, failure) -> {
              if (failure instanceof StageFailedException failed) {
                failed.failures().forEach(f -> print(f.task().target() + " " + f.file()));
              }
              return null;
            });
    // end failure
    told.orTimeout(1, TimeUnit.MINUTES).join();
    assertThat(printed).singleElement().asString().startsWith(TEST + " Optional[migration/");
  }

  @Test
  void journalsInATable() throws SQLException, IOException {
    DataSource database = server.dataSource(TEST);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Page.of("docs/embedding.md").blocks("sql").get(0).text());
    }
    RolloutRequest request = request("noted");
    // begin journal
    GitOpsJournal journal = GitOpsJournal.of(new Embedding.JdbcJournals(database), "hr/change-42");
    CompletableFuture<RolloutResult> end = service.rollOut(request.withJournal(journal), "test");
    // end journal
    end.orTimeout(1, TimeUnit.MINUTES).join();
    GitOpsJournal another = GitOpsJournal.of(new Embedding.JdbcJournals(database), "hr/change-42");
    assertThat(another.entries())
        .extracting(entry -> entry.kind() + " " + entry.state())
        .containsExactly("RELEASE DONE", "PLAN DONE", "ROLLOUT DONE", "STAGE DONE");
    another.begin(StepKind.STAGE, Map.of()).done();
    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(() -> journal.begin(StepKind.STAGE, Map.of()));
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns(
        "embedding.md", EmbeddingGuideTest.class, Embedding.class, EmbeddedTest.class);
  }
}
