package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.faults.CrashPoint.Side;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process is killed at every request of the path, before the server acts on it and after; then
 * the same is run again. Each case has a server of its own.
 *
 * <p>By default each request is lost one way, and those that create something both ways, with and
 * without a journal by turns; on older servers those that create something only. All of them, and
 * each second run in a process of its own as well, are run by {@code -Dfaults.full=true}. What came
 * of it lies in {@code target/faults/crash-matrix-*.md}.
 */
@ExtendWith(LocalBytebaseExtension.class)
@Timeout(600)
class CrashMatrixTest {
  private static final boolean FULL = Boolean.getBoolean("faults.full");
  private static final int AT_ONCE = 2;
  private static final String LATEST = "2026.8";

  private static LocalPostgres postgres;

  @TempDir private Path folder;

  /** One process that is killed. */
  private record Case(
      String version, int number, CrashPoint point, Side side, boolean journalled) {}

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @ParameterizedTest
  @ValueSource(strings = {LATEST, "3.9.2", "3.6.2"})
  void aProcessThatIsKilledAnywhereLeavesNothingHalfDoneAndNothingIsDoneTwice(String version)
      throws Exception {
    FaultTable table =
        new FaultTable(
            "killed at",
            "lost",
            "journal",
            "there at the kill: releases, plans, rollouts, runs",
            "requests of the next run",
            "orphan plans",
            "result");
    ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CrashPoint> points = points(version);
      assertThat(points).hasSizeGreaterThan(9);
      List<Callable<List<String>>> cases = new ArrayList<>();
      for (Case killed : cases(version, points)) {
        cases.add(() -> row(killed));
      }
      for (Future<List<String>> row : lanes.invokeAll(cases)) {
        table.add(row.get());
      }
    } finally {
      lanes.shutdownNow();
    }

    table.write("crash-matrix-" + version);
    assertThat(table.column("result")).as(table.toString()).containsOnly("once");
  }

  private List<CrashPoint> points(String version) throws Exception {
    try (FaultScene scene =
        new FaultScene(
            version, postgres, Files.createDirectories(folder.resolve("undisturbed" + version)))) {
      scene.pipeline(scene.gitOps(), GitOpsJournal.none()).run();
      return CrashPoint.of(scene.server().requests());
    }
  }

  private static List<Case> cases(String version, List<CrashPoint> points) {
    List<Case> cases = new ArrayList<>();
    for (int at = 0; at < points.size(); at++) {
      CrashPoint point = points.get(at);
      for (int way = 0; way < 4; way++) {
        // Of the four ways of a point one by default, and the opposite one, too, for what creates.
        int turn = way ^ (at % 4);
        boolean first = turn == 0 && (version.equals(LATEST) || point.creates());
        if (FULL || first || (turn == 3 && point.creates())) {
          Side side = way < 2 ? Side.REQUEST : Side.ANSWER;
          cases.add(new Case(version, cases.size(), point, side, way % 2 == 1));
        }
      }
    }
    return cases;
  }

  private List<String> row(Case killed) throws Exception {
    Path own = Files.createDirectories(folder.resolve(killed.version() + "-" + killed.number()));
    try (FaultScene scene = new FaultScene(killed.version(), postgres, own)) {
      kill(scene, killed, own);
      EndState atTheKill = scene.endState();
      int before = scene.server().requests().size();
      runAgain(scene, killed, own);
      int requests = scene.server().requests().size() - before;
      EndState end = scene.endState();
      return List.of(
          killed.point().toString(),
          killed.side().name().toLowerCase(Locale.ROOT),
          killed.journalled() ? "yes" : "no",
          atTheKill.counts(),
          String.valueOf(requests),
          String.valueOf(end.orphans().size()),
          result(scene, killed, end));
    } catch (Exception | AssertionError e) {
      throw new AssertionError(killed.toString(), e);
    }
  }

  private static void kill(FaultScene scene, Case killed, Path own) throws Exception {
    List<ChildPipeline> children = new ArrayList<>();
    try {
      killed
          .point()
          .await(
              scene.server().faults(),
              killed.side(),
              () ->
                  children.add(
                      ChildPipeline.start(scene, killed.journalled(), own.resolve("first.txt"))));
      children.get(0).kill();
    } finally {
      children.forEach(ChildPipeline::close);
    }
  }

  private static void runAgain(FaultScene scene, Case killed, Path own) throws Exception {
    if (FULL) {
      try (ChildPipeline next =
          ChildPipeline.start(scene, killed.journalled(), own.resolve("next.txt"))) {
        next.requireSuccess();
      }
      return;
    }
    GitOpsJournal journal =
        killed.journalled() ? GitOpsJournal.ofFile(scene.journalFile()) : GitOpsJournal.none();
    scene.pipeline(scene.gitOps(), journal).run();
  }

  private static String result(FaultScene scene, Case killed, EndState end) {
    try {
      end.requireAllOnce("1", "2", "3");
      if (killed.journalled()) {
        end.requireAgrees(GitOpsJournal.ofFile(scene.journalFile()));
      }
      return "once";
    } catch (AssertionError e) {
      return e.toString();
    }
  }
}
