package io.bytebase4j.gitops.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.client.model.CheckReleaseRequest;
import io.bytebase4j.client.model.CheckReleaseResponse;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseBuilder;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews on a server with eight databases. */
class ReviewerTest {
  private static final String CHECK = "/v1/projects/hr/releases:check";
  private static final String CREATE = "CREATE TABLE t%d (id INT PRIMARY KEY);";
  private static LocalBytebase server;

  @TempDir private Path folder;
  private final ManualClock time = new ManualClock(Instant.parse("2026-11-24T10:00:00Z"));
  private BytebaseClient client;

  @BeforeAll
  static void start() {
    LocalBytebaseBuilder builder = LocalBytebase.builder().environment("test").environment("prod");
    for (int i = 1; i <= 8; i++) {
      builder.database(i <= 4 ? "test" : "prod", "pg", "app" + i);
    }
    server = builder.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .retry(RetryPolicy.none())
            .build();
  }

  @AfterEach
  void close() {
    server.faults().clear();
    client.close();
  }

  private GitOps gitOps() {
    return GitOps.using(client).clock(time).sleeper(Sleeper.SYSTEM).build();
  }

  private void write(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }

  private ReviewRequest request() {
    return ReviewRequest.of(server.project(), server.targets(), MigrationSet.ofFolder(folder));
  }

  private String path(String name) {
    return folder.getFileName() + "/" + name;
  }

  @Test
  void asksTargetByTargetAndSoLosesNothing() throws IOException {
    for (int i = 1; i <= 40; i++) {
      write(i + "_t.sql", "CREATE TABLE t%d (\n  id INT NOT NULL,\n  name TEXT\n);".formatted(i));
    }

    ReviewReport report = gitOps().review(request());

    assertThat(report.isComplete()).isTrue();
    assertThat(report.targets())
        .extracting(TargetReview::target)
        .containsExactlyElementsOf(server.targets());
    assertThat(report.targets()).allSatisfy(t -> assertThat(t.reviewed()).hasSize(40));
    assertThat(report.findings())
        .allSatisfy(f -> assertThat(f.targets()).containsExactlyElementsOf(server.targets()));
    assertThat(report.findings().stream().mapToInt(f -> f.targets().size()).sum()).isEqualTo(640);
    assertThat(report.count(Severity.ERROR)).isEqualTo(40);
    assertThat(report.count(Severity.WARNING)).isEqualTo(40);
    assertThat(report.findings()).extracting(ReviewFinding::fingerprint).doesNotHaveDuplicates();
  }

  @Test
  void oneCallOverAllTargetsWouldLoseMostOfIt() {
    Release release = new Release().type(ReleaseType.VERSIONED);
    for (int i = 1; i <= 40; i++) {
      release.addFilesItem(
          new ReleaseFile()
              .path(i + "_t.sql")
              .version(String.valueOf(i))
              .statement(
                  "CREATE TABLE t%d (\n  id INT NOT NULL,\n  name TEXT\n);"
                      .formatted(i)
                      .getBytes(StandardCharsets.UTF_8)));
    }

    CheckReleaseResponse answer =
        client
            .releases()
            .checkRelease(
                server.project(),
                new CheckReleaseRequest().release(release).targets(server.targets()))
            .execute();

    assertThat(answer.getResults().stream().mapToInt(r -> r.getAdvices().size()).sum())
        .isEqualTo(100);
  }

  @Test
  void aTargetOnWhichTheServerStoppedMakesTheReviewIncomplete() throws IOException {
    for (int i = 1; i <= 60; i++) {
      write(i + "_t.sql", "CREATE TABLE t%d (\n  id INT NOT NULL,\n  name TEXT\n);".formatted(i));
    }

    ReviewReport report = gitOps().review(request());

    assertThat(report.isComplete()).isFalse();
    TargetReview first = report.targets().get(0);
    assertThat(first.outcome()).isEqualTo(Outcome.CAPPED);
    assertThat(first.reviewed()).hasSize(50);
    assertThat(first.unknown()).hasSize(10).startsWith(path("51_t.sql")).endsWith(path("60_t.sql"));
    assertThat(first.detail()).contains("50 errors and 50 warnings").contains("51_t.sql");
    assertThat(report.judgedBy(ReviewPolicy.standard()).reasons())
        .extracting(ReviewVerdict.Reason::kind)
        .contains(ReviewVerdict.Kind.INCOMPLETE);
  }

  @Test
  void aServerThatStopsAtTheLastFileHasSeenEverything() throws IOException {
    for (int i = 1; i <= 50; i++) {
      write(i + "_t.sql", "CREATE TABLE t%d (\n  id INT NOT NULL,\n  name TEXT\n);".formatted(i));
    }

    assertThat(gitOps().review(request()).isComplete()).isTrue();
  }

  @Test
  void aFileOfWhichTheServerKeepsOnlyAPartMakesTheReviewIncomplete() throws IOException {
    StringBuilder sql = new StringBuilder("CREATE TABLE wide (\n  id INT PRIMARY KEY");
    for (int i = 1; i <= 60; i++) {
      sql.append(",\n  c").append(i).append(" TEXT");
    }
    write("1_wide.sql", sql + "\n);");

    ReviewReport report = gitOps().review(request());

    assertThat(report.count(Severity.WARNING)).isEqualTo(50);
    assertThat(report.targets())
        .allSatisfy(
            target -> {
              assertThat(target.outcome()).isEqualTo(Outcome.CAPPED);
              assertThat(target.unknown()).isEmpty();
              assertThat(target.detail()).contains("1_wide.sql");
            });
  }

  @Test
  void eachFileIsReviewedOrApplied() throws IOException {
    write("9001_a.sql", CREATE.formatted(100));
    MigrationSet first = MigrationSet.ofFolder(folder);
    List<String> one = server.targets().subList(0, 1);
    GitOps gitOps = gitOps();
    var rollout =
        gitOps.rollout(
            gitOps.plan(
                PlanRequest.of(gitOps.release(ReleaseRequest.of(server.project(), first)), one)));
    rollout.runStage("test");
    write("9002_b.sql", CREATE.formatted(101) + "\nINSERT INTO t101 VALUES (1), (2);");

    ReviewReport report =
        gitOps.review(
            ReviewRequest.of(server.project(), server.targets(), MigrationSet.ofFolder(folder)));

    assertThat(report.targets().get(0).alreadyApplied()).containsExactly(path("9001_a.sql"));
    assertThat(report.targets().get(0).reviewed())
        .extracting(ReviewedFile::path)
        .containsExactly(path("9002_b.sql"));
    assertThat(report.targets().get(1).reviewed()).hasSize(2);
    assertThat(report.byFile())
        .extracting(FileReview::path, FileReview::reviewed, FileReview::alreadyApplied)
        .containsExactly(tuple(path("9001_a.sql"), 7, 1), tuple(path("9002_b.sql"), 8, 0));
    assertThat(report.affectedRows()).isEqualTo(16);
  }

  @Test
  void aFileThatComesTooLateIsFoundByWhatTheServerIsSilentOf() throws IOException {
    write("9101_a.sql", "SELECT 1;");
    write("9103_c.sql", "SELECT 3;");
    MigrationSet first = MigrationSet.ofFolder(folder);
    List<String> two = server.targets().subList(0, 2);
    GitOps gitOps = gitOps();
    var rollout =
        gitOps.rollout(
            gitOps.plan(
                PlanRequest.of(gitOps.release(ReleaseRequest.of(server.project(), first)), two)));
    rollout.runStage("test");
    write("9102_b.sql", "SELECT 2;");
    write("9104_d.sql", "SELECT 4;");

    ReviewReport report =
        gitOps.review(
            ReviewRequest.of(server.project(), server.targets(), MigrationSet.ofFolder(folder)));

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.title()).isEqualTo("OUT_OF_ORDER");
              assertThat(finding.file()).isEqualTo(path("9102_b.sql"));
              assertThat(finding.targets()).isEqualTo(two);
              assertThat(finding.content()).contains("9103");
            });
    assertThat(report.passed()).isTrue();
  }

  @Test
  void filesThatCanNotBeUsedAreFindingsAndTheServerIsNotAsked() throws IOException {
    write("no_version.sql", "SELECT 1;");
    write("1_a.sql", CREATE.formatted(1));
    int before = checks();

    ReviewReport report = gitOps().review(request());

    assertThat(checks()).isEqualTo(before);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.ruleId()).isEqualTo("migration-no-version");
              assertThat(finding.file()).isEqualTo(path("no_version.sql"));
            });
    assertThat(report.targets()).extracting(TargetReview::outcome).containsOnly(Outcome.NOT_ASKED);
    assertThatExceptionOfType(ReviewBlockedException.class)
        .isThrownBy(report::requirePassed)
        .withMessageContaining("no_version.sql");
  }

  private int checks() {
    return (int) server.requests().stream().filter(r -> r.path().equals(CHECK)).count();
  }

  @Test
  void aTargetThatCanNotBeAskedForIsUnknownAndTheOthersAreThere() throws IOException {
    write("1_a.sql", CREATE.formatted(1));
    server.faults().next(1, "POST", CHECK).answer(503, "{\"code\":14,\"message\":\"try later\"}");

    ReviewReport report = gitOps().review(request().withConcurrency(1));

    assertThat(report.targets().get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.targets().get(0).unknown()).containsExactly(path("1_a.sql"));
    assertThat(report.targets().get(0).detail())
        .contains("could not be asked")
        .contains("try later");
    assertThat(report.targets().subList(1, 8)).allMatch(TargetReview::isComplete);
    assertThat(report.passed()).isFalse();
  }

  @Test
  void whereNoTargetCanBeAskedForTheFaultIsThrown() throws IOException {
    write("1_a.sql", CREATE.formatted(1));
    server.faults().next(100, "POST", CHECK).answer(503, "{\"code\":14,\"message\":\"try later\"}");

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> gitOps().review(request()))
        .withMessageContaining("try later");
  }

  @Test
  void aTargetThatIsNotThereEndsTheReview() throws IOException {
    write("1_a.sql", CREATE.formatted(1));
    List<String> targets = new ArrayList<>(server.targets());
    targets.add(3, "instances/pg/databases/nope");

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () ->
                gitOps()
                    .review(
                        ReviewRequest.of(server.project(), targets, MigrationSet.ofFolder(folder))))
        .withMessageContaining("nope");
    assertThat(threads()).isEmpty();
  }

  @Test
  void theTimeRunsOutWithWhatWasFoundUntilThen() throws IOException {
    write("1_a.sql", "CREATE TABLE t1 (id INT);");

    ReviewTimeoutException timeout =
        catchThrowableOfType(
            ReviewTimeoutException.class,
            () ->
                gitOps()
                    .review(
                        request()
                            .withConcurrency(1)
                            .withTimeout(Duration.ofMinutes(5))
                            .withListener(
                                progress -> {
                                  if (progress.done() == 3) {
                                    time.pass(Duration.ofMinutes(6));
                                  }
                                })));

    assertThat(timeout).hasMessageContaining("PT5M").hasMessageContaining("of 8 targets");
    List<TargetReview> targets = timeout.report().targets();
    assertThat(targets.subList(0, 3)).allMatch(TargetReview::isComplete);
    assertThat(targets.get(7).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(targets.get(7).detail()).isEqualTo("the time was over");
    assertThat(timeout.report().count(Severity.ERROR)).isEqualTo(1);
    assertThat(threads()).isEmpty();
  }

  @Test
  void anInterruptEndsTheReviewAndKeepsTheFlag() throws IOException {
    write("1_a.sql", CREATE.formatted(1));
    Faults.Rule held = server.faults().next(2, "POST", CHECK).holdAnswer();
    Thread caller = Thread.currentThread();

    ReviewInterruptedException interrupted =
        catchThrowableOfType(
            ReviewInterruptedException.class,
            () ->
                gitOps()
                    .review(
                        request().withConcurrency(3).withListener(progress -> caller.interrupt())));

    assertThat(Thread.interrupted()).isTrue();
    held.release();
    assertThat(interrupted.report().isComplete()).isFalse();
    assertThat(interrupted.report().targets().stream().filter(TargetReview::isComplete)).hasSize(1);
    assertThat(threads()).isEmpty();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("bytebase4j-review"))
        .toList();
  }

  @Test
  void asksForNoMoreAtOnceThanItIsToldTo() throws IOException, InterruptedException {
    write("1_a.sql", CREATE.formatted(1));
    Faults.Rule held = server.faults().next(100, "POST", CHECK).holdAnswer();
    AtomicReference<ReviewReport> report = new AtomicReference<>();
    Thread review = new Thread(() -> report.set(gitOps().review(request().withConcurrency(3))));
    review.start();
    await().until(() -> held.fired() == 3);

    assertThat(threads()).hasSize(3);
    held.release();
    review.join();
    assertThat(report.get().isComplete()).isTrue();
    assertThat(held.fired()).isEqualTo(8);
  }

  @Test
  void progressIsHeardOnTheCallersThreadTargetByTarget() throws IOException {
    write("1_a.sql", CREATE.formatted(1));
    List<ReviewProgress> heard = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();

    gitOps()
        .review(
            request()
                .withListener(
                    progress -> {
                      heard.add(progress);
                      threads.add(Thread.currentThread());
                    }));

    assertThat(heard).extracting(ReviewProgress::done).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(heard).extracting(ReviewProgress::total).containsOnly(8);
    assertThat(heard)
        .extracting(progress -> progress.target().target())
        .containsExactlyInAnyOrderElementsOf(server.targets());
    assertThat(threads).containsOnly(Thread.currentThread());
  }
}
