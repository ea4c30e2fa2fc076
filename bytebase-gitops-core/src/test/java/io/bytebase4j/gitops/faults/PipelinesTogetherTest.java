package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.gitops.PreparedRollout;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalConflictException;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two pipelines at once on one server. */
@ExtendWith(LocalBytebaseExtension.class)
@Timeout(120)
class PipelinesTogetherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String RELEASES = "/v1/projects/hr/releases";
  private static final String PLANS = "/v1/projects/hr/plans";

  private static LocalPostgres postgres;

  @TempDir private Path folder;
  private final ManualClock time = new ManualClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private FaultScene scene;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @BeforeEach
  void start() {
    scene = new FaultScene("2026.8", postgres, folder, time);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    scene.close();
  }

  private PipelineRun pipeline() {
    return scene.pipeline(scene.gitOps(), GitOpsJournal.none());
  }

  private Future<PreparedRollout> begin(PipelineRun pipeline) {
    return threads.submit(pipeline::run);
  }

  @Test
  void twoPipelinesWithTheSameContentAtOnceGoOneWay() throws Exception {
    Faults.Rule releases = scene.hold(2, RELEASES);
    Faults.Rule plans = scene.hold(2, PLANS);
    Future<PreparedRollout> one = begin(pipeline());
    Future<PreparedRollout> two = begin(pipeline());
    // Neither sees anything of the other before both have sent.
    releases.awaitFired(2, PATIENCE);
    releases.release();
    plans.awaitFired(2, PATIENCE);
    plans.release();

    PreparedRollout first = one.get();
    PreparedRollout second = two.get();

    assertThat(first.release()).isEqualTo(second.release());
    assertThat(first.plan().name()).isEqualTo(second.plan().name());
    assertThat(first.rollout().name()).isEqualTo(second.rollout().name());
    EndState end = scene.endState().requireApplied("1", "2", "3");
    assertThat(end.rolloutNames()).containsExactly(first.rollout().name());
    assertThat(end.runs()).allSatisfy((task, runs) -> assertThat(runs).containsExactly("DONE"));
    // Both were made, and one of each runs nothing.
    assertThat(end.releases()).hasSize(2);
    assertThat(end.orphans()).hasSize(1);
  }

  @Test
  void twoPipelinesWithDifferentContentAtOnceDoNotMix() throws Exception {
    PipelineRun one = pipeline();
    FaultScene.Files others = scene.files("others");
    others.write("4_t.sql", "CREATE TABLE t4 (id INT); INSERT INTO applied VALUES ('4');");
    others.write("5_t.sql", "CREATE TABLE t5 (id INT); INSERT INTO applied VALUES ('5');");
    PipelineRun two =
        new PipelineRun(
            scene.gitOps(),
            scene.server().project(),
            scene.server().targets(),
            others.folder(),
            GitOpsJournal.none());
    Faults.Rule releases = scene.hold(2, RELEASES);
    Faults.Rule plans = scene.hold(2, PLANS);
    Future<PreparedRollout> first = begin(one);
    Future<PreparedRollout> second = begin(two);
    releases.awaitFired(2, PATIENCE);
    releases.release();
    plans.awaitFired(2, PATIENCE);
    plans.release();

    assertThat(first.get().release()).isNotEqualTo(second.get().release());
    EndState end = scene.endState().requireApplied("1", "2", "3", "4", "5");
    assertThat(end.releases())
        .containsExactlyInAnyOrder(first.get().release(), second.get().release());
    assertThat(end.rolloutNames())
        .containsExactlyInAnyOrder(first.get().rollout().name(), second.get().rollout().name());
    assertThat(end.orphans()).isEmpty();
  }

  @Test
  void aSecondPipelineWithTheSameJournalIsStoppedBeforeItSendsAnything() throws Exception {
    PipelineRun one = scene.pipeline(scene.gitOps(), GitOpsJournal.ofFile(scene.journalFile()));
    PipelineRun two = scene.pipeline(scene.gitOps(), GitOpsJournal.ofFile(scene.journalFile()));
    Faults.Rule release = scene.hold(1, RELEASES);
    Future<PreparedRollout> run = begin(one);
    release.awaitFired(1, PATIENCE);
    int requests = scene.server().requests().size();

    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(two::run)
        .withMessageContaining("journal.json was written by somebody else");

    assertThat(scene.server().requests()).hasSize(requests);
    release.release();
    run.get();
    EndState end = scene.endState().requireAllOnce("1", "2", "3");
    end.requireAgrees(GitOpsJournal.ofFile(scene.journalFile()));
  }
}
