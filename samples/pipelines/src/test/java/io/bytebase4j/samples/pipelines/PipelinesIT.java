package io.bytebase4j.samples.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.samples.pipelines.FakeApi.Call;
import io.bytebase4j.samples.pipelines.runner.Event;
import io.bytebase4j.samples.pipelines.runner.Image;
import io.bytebase4j.samples.pipelines.runner.JobResult;
import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import io.bytebase4j.samples.pipelines.runner.PipelineRun;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.RecordedRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Executes the pipelines that users copy: their own script lines, with the tool as it is packaged,
 * against a local Bytebase with a real PostgreSQL.
 */
@Execution(ExecutionMode.CONCURRENT)
class PipelinesIT {
  private static final String GOOD =
      "CREATE TABLE leave (id INTEGER PRIMARY KEY, days INTEGER NOT NULL);\n";
  private static final String WITHOUT_A_KEY =
      "CREATE TABLE employee (id INTEGER NOT NULL, name TEXT NOT NULL);\n";
  private static final String FAILS = "INSERT INTO employee (id, name) VALUES (1, 'Ada again');\n";
  private static final String FILE = "202511020900_create_table_leave.sql";
  private static final String MERGED_FILE = "202511010900_create_table_employee.sql";
  private static final int PROXY_OF_PIPELINES = 29418;

  private static LocalPostgres postgres;
  private static Image image;
  private static FakeApi proxy;

  @TempDir private Path scratch;

  @BeforeAll
  static void start(@TempDir Path root) {
    Path tool = Path.of("../ci-tool").toAbsolutePath().normalize();
    image = Image.build(Path.of("image/Dockerfile").toAbsolutePath(), tool, root);
    postgres = LocalPostgres.start();
    proxy = FakeApi.start(PROXY_OF_PIPELINES, SamplePlatform.BITBUCKET.answers);
  }

  @AfterAll
  static void stop() {
    proxy.close();
    postgres.close();
  }

  private Team team(SamplePlatform platform, boolean keyless) {
    // The proxy of Pipelines has a fixed address, so all share it; each of the others is one's own.
    FakeApi api = platform == SamplePlatform.BITBUCKET ? proxy : FakeApi.start(0, platform.answers);
    return new Team(platform, keyless, postgres, api, image, scratch.resolve("keyless-" + keyless));
  }

  @ParameterizedTest
  @EnumSource
  void aGoodPullRequestIsReviewed(SamplePlatform platform) {
    try (Team team = team(platform, false)) {
      reviewsWell(platform, team);
    }
  }

  private static void reviewsWell(SamplePlatform platform, Team team) {
    Event event = team.repository.pullRequest(FILE, GOOD, false);

    PipelineRun run = team.start(event).proceed();

    assertThat(run.states()).as(run.log()).isEqualTo(Map.of(platform.review, State.SUCCEEDED));
    assertThat(run.log()).doesNotContain("skipped").doesNotContain(team.secrets());
    List<Call> reports = platform.reports(team.granted(), event);
    assertThat(reports).as(run.log()).isNotEmpty();
    keepsItsFiles(platform, run.result(platform.review));
    assertThat(team.rows(Team.TEST, "employee")).isEqualTo(-1);
  }

  private static void keepsItsFiles(SamplePlatform platform, JobResult result) {
    platform.kept.forEach(
        (artifact, file) ->
            assertThat(result.files(artifact)).as(artifact).anyMatch(kept -> kept.endsWith(file)));
  }

  @ParameterizedTest
  @EnumSource
  void aBadPullRequestIsStoppedAndSaysWhy(SamplePlatform platform) {
    try (Team team = team(platform, false)) {
      // The server can't tell that a file was edited before it is applied; the comparison with the
      // target branch can.
      Event event = team.repository.pullRequest(MERGED_FILE, WITHOUT_A_KEY, false);

      PipelineRun run = team.start(event).proceed();

      JobResult review = run.result(platform.review);
      assertThat(review.state()).as(run.log()).isEqualTo(State.FAILED);
      assertThat(review.exitCode()).isEqualTo(3);
      assertThat(platform.reports(team.granted(), event))
          .as(run.log())
          .last()
          .extracting(Call::body)
          .asString()
          .containsPattern(
              platform == SamplePlatform.BITBUCKET
                  ? "\"result\" ?: ?\"FAILED\""
                  : "TABLE.{0,3}REQUIRE.{0,3}PK");
      assertThat(run.log()).contains(MERGED_FILE, "EDITED_SINCE_BASE");
      assertThat(run.log()).doesNotContain(team.secrets());
      keepsItsFiles(platform, review);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aForkIsToldWhyThereIsNoReview(SamplePlatform platform) {
    for (boolean keyless : List.of(false, true)) {
      try (Team team = team(platform, keyless)) {
        Event event = team.repository.pullRequest(FILE, GOOD, true);

        PipelineRun run = team.start(event).proceed();

        assertThat(run.states()).as(run.log()).isEqualTo(Map.of(platform.review, State.SUCCEEDED));
        assertThat(run.log()).contains("SQL review skipped", "fork", "3 files, 0 findings");
        assertThat(team.requests()).isEmpty();
        assertThat(platform.reports(team.calls(), event)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMergeGoesToTestAndAfterAWordToProductionAndOnlyOnce(SamplePlatform platform) {
    try (Team team = team(platform, false)) {
      rollsOut(platform, team);

      PipelineRun again = team.start(team.repository.push()).proceed().release(platform.prod);

      assertThat(again.succeeded()).as(again.log()).isTrue();
      assertThat(team.rows(Team.TEST, "employee")).isEqualTo(2);
      assertThat(team.rows(Team.PROD, "employee")).isEqualTo(2);
      assertThat(team.creations("releases")).isEqualTo(1);
      assertThat(team.creations("plans")).isEqualTo(1);
      assertThat(again.log()).doesNotContain(team.secrets());
    }
  }

  private static void rollsOut(SamplePlatform platform, Team team) {
    PipelineRun run = team.start(team.repository.push()).proceed();

    assertThat(run.waiting()).as(run.log()).containsExactly(platform.prod);
    assertThat(run.result(platform.test).state()).as(run.log()).isEqualTo(State.SUCCEEDED);
    assertThat(team.rows(Team.TEST, "employee")).isEqualTo(2);
    assertThat(team.rows(Team.PROD, "employee")).isEqualTo(-1);
    assertThat(run.lock(platform.test)).isPresent().isNotEqualTo(run.lock(platform.prod));
    assertThat(run.lock(platform.prod)).isPresent();

    run.release(platform.prod);

    assertThat(run.succeeded()).as(run.log()).isTrue();
    assertThat(team.rows(Team.PROD, "employee")).isEqualTo(2);
    assertThat(run.result(platform.prepare).outputs())
        .as(run.log())
        .anySatisfy((name, value) -> assertThat(value).matches("projects/hr/plans/\\d+"));
    assertThat(run.log()).doesNotContain(team.secrets());
  }

  @ParameterizedTest
  @EnumSource
  void aMigrationThatFailsStopsBeforeProduction(SamplePlatform platform) {
    try (Team team = team(platform, false)) {
      PipelineRun run = team.start(team.repository.push(FILE, FAILS)).proceed();

      assertThat(run.result(platform.test).state()).as(run.log()).isEqualTo(State.FAILED);
      assertThat(run.result(platform.test).exitCode()).isEqualTo(6);
      assertThat(run.result(platform.test).log()).contains("employee_pkey").contains(FILE);
      assertThat(run.result(platform.prod).state()).isEqualTo(State.SKIPPED);
      assertThat(run.waiting()).isEmpty();
      assertThat(team.rows(Team.TEST, "employee")).isEqualTo(2);
      assertThat(team.rows(Team.PROD, "employee")).isEqualTo(-1);
    }
  }

  /**
   * Bitbucket alone: what of it is the platform's, waiting for each other, is the runner's here.
   */
  @Test
  void twoMergesAtOnceGetAllDoneOnce() {
    SamplePlatform platform = SamplePlatform.BITBUCKET;
    try (Team team = team(platform, false)) {
      PipelineRun first = team.start(team.repository.push());
      PipelineRun second = team.start(team.repository.push(FILE, GOOD));

      atOnce(first::proceed, second::proceed);
      assertThat(first.waiting()).as(first.log()).containsExactly(platform.prod);
      assertThat(second.waiting()).as(second.log()).containsExactly(platform.prod);
      assertThat(team.rows(Team.TEST, "leave")).isZero();
      assertThat(team.rows(Team.PROD, "employee")).isEqualTo(-1);

      atOnce(() -> first.release(platform.prod), () -> second.release(platform.prod));
      assertThat(first.succeeded()).as(first.log()).isTrue();
      assertThat(second.succeeded()).as(second.log()).isTrue();
      assertThat(team.rows(Team.PROD, "employee")).isEqualTo(2);
      assertThat(team.rows(Team.PROD, "leave")).isZero();
    }
  }

  private static void atOnce(Runnable one, Runnable other) {
    CompletableFuture<Void> beside = CompletableFuture.runAsync(other);
    one.run();
    beside.join();
  }

  @ParameterizedTest
  @EnumSource
  void withoutASecretTheSameIsDone(SamplePlatform platform) {
    try (Team team = team(platform, true)) {
      reviewsWell(platform, team);
      rollsOut(platform, team);
      assertThat(team.requests())
          .extracting(RecordedRequest::path)
          .contains("/v1/auth:exchangeToken")
          .doesNotContain("/v1/auth/login");
    }
  }
}
