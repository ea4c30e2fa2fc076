package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.PreparedRollout;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server acts on a request, but its answer does not come: at each call of the path, once, twice
 * and three times running. One run of the path takes it all.
 *
 * <p>By default each call loses its answer in one way, and those that create something in each,
 * with the number of times going round, on older servers these only; all are run by {@code
 * -Dfaults.full=true}. What came of it lies in {@code target/faults/lost-answers-*.md}.
 */
@ExtendWith(LocalBytebaseExtension.class)
@Timeout(600)
class LostAnswersTest {
  private static final boolean FULL = Boolean.getBoolean("faults.full");
  private static final int MOST_TIMES = 3;
  private static final int AT_ONCE = 2;
  private static final String LATEST = "2026.8";
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private static LocalPostgres postgres;

  @TempDir private Path folder;

  /** What befalls the answer. */
  private enum Loss {
    RESET {
      @Override
      Faults.Rule of(Faults.Matching matching) {
        return matching.resetAnswer();
      }
    },
    UNAVAILABLE {
      @Override
      Faults.Rule of(Faults.Matching matching) {
        return matching.replaceAnswer(
            503, "application/json", "{\"code\":14,\"message\":\"upstream is away\"}");
      }
    },
    TIMEOUT {
      @Override
      Faults.Rule of(Faults.Matching matching) {
        return matching.holdAnswer();
      }
    };

    abstract Faults.Rule of(Faults.Matching matching);
  }

  private record Case(String version, int number, CrashPoint point, Loss loss, int times) {}

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @ParameterizedTest
  @ValueSource(strings = {LATEST, "3.9.2", "3.6.2"})
  void anAnswerThatIsLostAnywhereChangesNothing(String version) throws Exception {
    FaultTable table =
        new FaultTable("call", "fault after it", "times", "met", "requests", "plans", "result");
    ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CrashPoint> points = points(version);
      assertThat(points).hasSizeGreaterThan(9);
      List<Callable<List<String>>> cases = new ArrayList<>();
      for (Case lost : cases(version, points)) {
        cases.add(() -> row(lost));
      }
      assertThat(cases).hasSizeGreaterThan(points.size() / 2);
      for (Future<List<String>> row : lanes.invokeAll(cases)) {
        table.add(row.get());
      }
    } finally {
      lanes.shutdownNow();
    }

    table.write("lost-answers-" + version);
    assertThat(table.column("result")).as(table.toString()).containsOnly("once");
    assertThat(table.column("met")).as(table.toString()).doesNotContain("0");
  }

  private List<CrashPoint> points(String version) throws Exception {
    try (FaultScene scene =
        new FaultScene(
            version, postgres, Files.createDirectories(folder.resolve("undisturbed" + version)))) {
      scene.pipeline(gitOps(scene, PATIENT), GitOpsJournal.none()).run();
      return CrashPoint.of(scene.server().requests()).stream()
          .filter(point -> point.occurrence() == 1)
          .toList();
    }
  }

  private static List<Case> cases(String version, List<CrashPoint> points) {
    List<Case> cases = new ArrayList<>();
    for (int at = 0; at < points.size(); at++) {
      List<Loss> losses = List.of(Loss.values());
      for (int loss = 0; loss < losses.size(); loss++) {
        for (int times = 1; times <= MOST_TIMES; times++) {
          // Of the nine ways of a call one by default, and three of what creates.
          boolean chosen = (at + loss + times) % MOST_TIMES == 0;
          boolean all = FULL || (chosen && points.get(at).creates());
          boolean one = chosen && loss == at % losses.size() && version.equals(LATEST);
          if (all || one) {
            cases.add(new Case(version, cases.size(), points.get(at), losses.get(loss), times));
          }
        }
      }
    }
    return cases;
  }

  // Waits are short, but not none: somebody has to do the work that is waited for.
  private static GitOps gitOps(FaultScene scene, Duration readTimeout) {
    Sleeper shortly = duration -> Sleeper.SYSTEM.sleep(Duration.ofMillis(5));
    BytebaseClient client =
        scene.client(
            options ->
                options
                    .readTimeout(readTimeout)
                    .sleeper(shortly)
                    .retry(
                        RetryPolicy.standard()
                            .withDelays(Duration.ofMillis(1), Duration.ofMillis(1))));
    return GitOps.using(client).sleeper(shortly).build();
  }

  /**
   * What is held until the fault is in its place must not be given up before that, on a busy
   * machine either.
   */
  private static Duration readTimeout(Case lost) {
    if (lost.loss() != Loss.TIMEOUT) {
      return PATIENT;
    }
    return Duration.ofMillis(lost.point().stagesBegun() == 0 ? 500 : 2000);
  }

  private List<String> row(Case lost) throws Exception {
    Path own = Files.createDirectories(folder.resolve(lost.version() + "-" + lost.number()));
    try (FaultScene scene = new FaultScene(lost.version(), postgres, own)) {
      GitOps gitOps = gitOps(scene, readTimeout(lost));
      PipelineRun pipeline = scene.pipeline(gitOps, GitOpsJournal.none());
      CompletableFuture<PreparedRollout> run = new CompletableFuture<>();
      Thread thread = new Thread(() -> complete(run, pipeline));
      Faults.Rule rule =
          lost.point().meet(scene.server().faults(), lost.times(), lost.loss()::of, thread::start);
      String result = "once";
      try {
        run.get(60, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        result = String.valueOf(e.getCause());
      }
      rule.cancel();
      int requests = scene.server().requests().size();
      EndState end = scene.endState();
      try {
        end.requireAllOnce("1", "2", "3");
      } catch (AssertionError e) {
        result = result.equals("once") ? e.toString() : result;
      }
      return List.of(
          lost.point().toString(),
          lost.loss().name().toLowerCase(Locale.ROOT),
          String.valueOf(lost.times()),
          String.valueOf(rule.fired()),
          String.valueOf(requests),
          String.valueOf(end.plans().size()),
          result);
    }
  }

  private static void complete(CompletableFuture<PreparedRollout> run, PipelineRun pipeline) {
    try {
      run.complete(pipeline.run());
    } catch (RuntimeException e) {
      run.completeExceptionally(e);
    }
  }
}
