package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer is lost: what servers of each age may be asked again, and what they may not. */
@Timeout(60)
class LostAnswersOfAgesTest {
  private static final String OLD_STAGE = "projects/hr/rollouts/102/stages/test";
  private static final String NEW_STAGE = "projects/hr/plans/102/rollout/stages/test";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final FakeTime time = new FakeTime();

  @BeforeEach
  void loseTheFirstAnswer() {
    SERVER.stubFor(
        any(anyUrl())
            .inScenario("lost")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("found")
            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    SERVER.stubFor(
        any(anyUrl()).inScenario("lost").whenScenarioStateIs("found").willReturn(okJson("{}")));
  }

  private BytebaseClient client() {
    return TestClients.tokenBuilder(SERVER.baseUrl())
        .retry(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 0))
        .clock(time)
        .sleeper(time)
        .build();
  }

  private static int requests() {
    return SERVER.findAll(anyRequestedFor(anyUrl())).size();
  }

  private static Arguments call(String name, Function<CallExecutor, ApiCall<?>> call) {
    return Arguments.of(name, call);
  }

  static Stream<Arguments> creates() {
    return Stream.of(
        call(
            "2025-05 run",
            executor ->
                new io.bytebase4j.client.v202505.api.RolloutService(executor)
                    .batchRunTasks(
                        OLD_STAGE, new io.bytebase4j.client.v202505.model.BatchRunTasksRequest())),
        call(
            "2025-08 run",
            executor ->
                new io.bytebase4j.client.v202508.api.RolloutService(executor)
                    .batchRunTasks(
                        OLD_STAGE, new io.bytebase4j.client.v202508.model.BatchRunTasksRequest())),
        call(
            "2026-08 run",
            executor ->
                new io.bytebase4j.client.api.RolloutService(executor)
                    .batchRunTasks(
                        NEW_STAGE, new io.bytebase4j.client.model.BatchRunTasksRequest())),
        call(
            "2025-05 release",
            executor ->
                new io.bytebase4j.client.v202505.api.ReleaseService(executor)
                    .createRelease(
                        "projects/hr", new io.bytebase4j.client.v202505.model.Release())),
        call(
            "2025-08 plan",
            executor ->
                new io.bytebase4j.client.v202508.api.PlanService(executor)
                    .createPlan("projects/hr", new io.bytebase4j.client.v202508.model.Plan())),
        call(
            "2025-08 issue",
            executor ->
                new io.bytebase4j.client.v202508.api.IssueService(executor)
                    .createIssue("projects/hr", new io.bytebase4j.client.v202508.model.Issue())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("creates")
  void createIsSentOnceAndItsOutcomeIsUnknown(
      String name, Function<CallExecutor, ApiCall<?>> call) {
    try (BytebaseClient client = client()) {
      OutcomeUnknownException thrown =
          catchThrowableOfType(OutcomeUnknownException.class, () -> client.service(call).execute());

      assertThat(thrown.attempts()).as(name).isEqualTo(1);
    }
    assertThat(requests()).as(name).isEqualTo(1);
  }

  static Stream<Arguments> repeatable() {
    return Stream.of(
        call(
            "2025-05 preview",
            executor ->
                new io.bytebase4j.client.v202505.api.PlanService(executor)
                    .previewPlan(
                        "projects/hr",
                        new io.bytebase4j.client.v202505.model.PreviewPlanRequest())),
        call(
            "2025-08 search",
            executor ->
                new io.bytebase4j.client.v202508.api.ReleaseService(executor)
                    .searchReleases("projects/hr")
                    .digest("d")),
        call(
            "2025-05 rollout",
            executor ->
                new io.bytebase4j.client.v202505.api.RolloutService(executor)
                    .createRollout("projects/hr", new io.bytebase4j.client.v202505.model.Rollout())
                    .target("environments/test")),
        call(
            "2025-08 rollout shown",
            executor ->
                new io.bytebase4j.client.v202508.api.RolloutService(executor)
                    .createRollout("projects/hr", new io.bytebase4j.client.v202508.model.Rollout())
                    .validateOnly(true)),
        call(
            "2025-05 skip",
            executor ->
                new io.bytebase4j.client.v202505.api.RolloutService(executor)
                    .batchSkipTasks(
                        OLD_STAGE, new io.bytebase4j.client.v202505.model.BatchSkipTasksRequest())),
        call(
            "2025-08 cancel",
            executor ->
                new io.bytebase4j.client.v202508.api.RolloutService(executor)
                    .batchCancelTaskRuns(
                        OLD_STAGE + "/tasks/7",
                        new io.bytebase4j.client.v202508.model.BatchCancelTaskRunsRequest())),
        call(
            "2026-08 rollout",
            executor ->
                new io.bytebase4j.client.api.RolloutService(executor)
                    .createRollout(
                        "projects/hr/plans/102",
                        new io.bytebase4j.client.model.CreateRolloutRequest())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("repeatable")
  void whatDoesNothingTwiceIsSentAgain(String name, Function<CallExecutor, ApiCall<?>> call) {
    try (BytebaseClient client = client()) {
      client.service(call).execute();
    }

    assertThat(requests()).as(name).isEqualTo(2);
  }
}
