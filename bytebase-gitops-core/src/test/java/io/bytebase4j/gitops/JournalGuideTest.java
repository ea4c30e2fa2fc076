package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.docs.Page;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalEntry;
import io.bytebase4j.gitops.journal.JournalStore;
import io.bytebase4j.gitops.journal.StepKind;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.report.file.OutputNames;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/journal.md shows runs, and stands there as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class JournalGuideTest {
  private static final String PROJECT = "projects/hr";

  @TempDir private Path folder;
  private final List<String> printed = new ArrayList<>();
  private LocalBytebase server;
  private GitOps gitOps;
  private MigrationSet migrations;

  @BeforeEach
  void connect(LocalBytebase server) throws IOException {
    this.server = server;
    gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
    Files.writeString(
        Files.createDirectories(folder.resolve("migration")).resolve("1_a.sql"),
        "CREATE TABLE journal_guide (id INT PRIMARY KEY);");
    migrations = MigrationSet.ofPattern(folder, "migration/*.sql");
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  @Test
  void aSecondRunGoesOnWithTheRolloutOfTheFirst() {
    Path file = folder.resolve("state/journal.json");

    run(file);
    int requests = server.requests().size();
    run(file);

    assertThat(server.requests().subList(requests, server.requests().size()))
        .extracting(RecordedRequest::method)
        .containsOnly("GET");
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    show(journal);
    assertThat(printed)
        .containsExactly("RELEASE DONE", "PLAN DONE", "ROLLOUT DONE", "STAGE DONE", "STAGE DONE");
    ownStep(journal);
    assertThat(journal.lastDone(new StepKind("SMOKE_TEST")).orElseThrow().fact("answer"))
        .contains("200");
  }

  private void run(Path file) {
    List<String> targets = server.targets();
    // begin path
    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    RolloutRequest request = RolloutRequest.of(PROJECT, migrations, targets).withJournal(journal);

    RolloutHandle rollout = gitOps.prepare(request).rollout();
    rollout.runAll();
    // end path
  }

  private void show(GitOpsJournal journal) {
    // begin show
    for (JournalEntry step : journal.entries()) {
      print(step.kind() + " " + step.state());
    }
    // end show
  }

  private void ownStep(GitOpsJournal journal) {
    IntSupplier smokeTest = () -> 200;
    // begin own
    int answer =
        journal.take(
            new StepKind("SMOKE_TEST"),
            Map.of("page", "https://shop.example.com/health"),
            smokeTest::getAsInt,
            status -> Map.of("answer", String.valueOf(status)));
    // end own
    print(answer);
  }

  @Test
  void aStoreOfTheCallers() {
    Map<String, String> table = new HashMap<>();
    // begin store
    JournalStore store =
        new JournalStore() {
          @Override
          public Optional<String> load(String key) {
            return Optional.ofNullable(table.get(key));
          }

          @Override
          public void save(String key, String text) {
            table.put(key, text);
          }
        };
    GitOpsJournal journal = GitOpsJournal.of(store, "hr/pull-request-7");
    // end store
    journal.begin(StepKind.RELEASE, Map.of()).done();
    assertThat(table).containsOnlyKeys("hr/pull-request-7");
  }

  @Test
  void oneStepStartsAndTheNextOneAwaits() throws IOException {
    RolloutHandle rollout =
        gitOps.prepare(RolloutRequest.of(PROJECT, migrations, server.targets())).rollout();
    Path output = folder.resolve("build/rollout.json");
    // begin start
    rollout.start("test");
    RolloutOutput.of(rollout.status()).writeTo(output);
    // end start
    assertThat(output).content().contains("\"outcome\": \"PENDING\"");
    // begin await
    RolloutHandle started = gitOps.attach(OutputNames.read(output).rollout());
    RolloutOutcome outcome = started.await("test", Duration.ofMinutes(20));
    RolloutOutput.of(outcome).writeTo(output);
    print(outcome.state());
    // end await
    assertThat(printed).containsExactly("DONE");
    assertThat(output).content().contains("\"outcome\": \"DONE\"");
  }

  @Test
  void theFormIsReadAsItStandsInTheGuide() throws IOException {
    String form = Page.of("docs/journal.md").blocks("json").get(0).text();
    Path file = Files.writeString(folder.resolve("journal.json"), form);

    GitOpsJournal journal = GitOpsJournal.ofFile(file);
    show(journal);

    assertThat(printed).containsExactly("RELEASE DONE", "STAGE STARTED");
    journal.begin(StepKind.ROLLOUT, Map.of("rollout", "projects/hr/plans/101/rollout")).done();
    assertThat(Files.readString(file)).contains("\"number\": 3", "\"revision\": 6");
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("journal.md", JournalGuideTest.class);
  }
}
