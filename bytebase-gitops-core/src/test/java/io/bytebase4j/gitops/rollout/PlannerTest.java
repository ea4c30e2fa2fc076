package io.bytebase4j.gitops.rollout;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.PlanChangeDatabaseConfig;
import io.bytebase4j.client.model.PlanSpec;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans are found or made, whatever becomes of the answers. All tests share one server, on which an
 * hour passes between them; they count plans from the last one of the test before.
 */
class PlannerTest {
  private static final String PLANS = "/v1/projects/hr/plans";
  private static final String BUSY = "{\"code\":14,\"message\":\"busy\"}";
  private static final Pattern NUMBER = Pattern.compile("(?<=plans/)\\d+");
  private static final ManualClock TIME = new ManualClock(Instant.now());
  private static LocalPostgres postgres;
  private static LocalBytebase server;
  private static int releases;

  @TempDir private Path folder;
  private final List<Duration> slept = new ArrayList<>();
  private BytebaseClient client;
  private GitOps gitOps;
  private ReleaseRef release;
  private int before;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.start();
    server = LocalBytebase.builder().postgres(postgres).clock(TIME).start();
  }

  @AfterAll
  static void stop() {
    server.close();
    postgres.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client =
        BytebaseClient.builder()
            .url(server.url().toString())
            .credentials(
                Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
            .retry(RetryPolicy.none())
            .attemptTimeout(Duration.ofSeconds(1))
            .build();
    gitOps = GitOps.using(client).sleeper(slept::add).build();
    release = newRelease();
    String last = foreignPlan(UUID.randomUUID().toString(), server.targets().get(0));
    gitOps.rollout(PlanRef.of(last));
    before = Integer.parseInt(ResourceNames.lastPart(last));
    TIME.pass(Duration.ofHours(1));
    release = newRelease();
  }

  private ReleaseRef newRelease() throws IOException {
    Files.writeString(folder.resolve("1_a.sql"), "SELECT " + ++releases + ";");
    return gitOps.release(ReleaseRequest.of(server.project(), MigrationSet.ofFolder(folder)));
  }

  @AfterEach
  void close() {
    server.faults().clear();
    client.close();
  }

  private PlanRequest fresh() {
    return PlanRequest.of(release, server.targets());
  }

  private PlanRequest inTheNextStep() {
    return PlanRequest.of(release.name(), server.targets());
  }

  /** The name of the plan that is made as the nth one of a test. */
  private String name(int n) {
    return "projects/hr/plans/" + (before + n);
  }

  private String foreignPlan(String specId, String target) {
    Plan plan =
        new Plan()
            .title("other")
            .addSpecsItem(
                new PlanSpec()
                    .id(specId)
                    .changeDatabaseConfig(
                        new PlanChangeDatabaseConfig()
                            .release(release.name())
                            .targets(List.of(target))));
    return Objects.requireNonNull(
        client.plans().createPlan(server.project(), plan).execute().getName());
  }

  private void foreignPlans(int count) {
    for (int i = 0; i < count; i++) {
      foreignPlan(UUID.randomUUID().toString(), server.targets().get(0));
    }
  }

  private String requests(Callable<PlanRef> work) throws Exception {
    int earlier = server.requests().size();
    work.call();
    return server.requests().stream()
        .skip(earlier)
        .map(request -> request.toString().replace("/v1/projects/hr/", ""))
        .map(request -> request.replace(ResourceNames.lastPart(release.name()), "R"))
        .map(request -> NUMBER.matcher(request).replaceAll(n -> number(n.group())))
        .collect(joining(", "));
  }

  private String number(String text) {
    return "N+" + (Integer.parseInt(text) - before);
  }

  @Test
  void aNewReleaseIsPlannedByOneRequestAndOneLook() throws Exception {
    assertThat(requests(() -> gitOps.plan(fresh()))).isEqualTo("POST plans, GET plans/N+0");
    assertThat(requests(() -> gitOps.plan(inTheNextStep())))
        .as("without a rollout it is found by its number")
        .isEqualTo(
            "GET releases/R, GET rollouts?pageSize=50, GET plans/N+1, GET plans/N+2, GET plans/N+0");
    gitOps.rollout(PlanRef.of(name(1)));
    assertThat(requests(() -> gitOps.plan(inTheNextStep())))
        .as("with a rollout it is found in the list")
        .isEqualTo("GET releases/R, GET rollouts?pageSize=50, GET plans/N+1");
  }

  @Test
  void theResultTellsWhetherThePlanWasMade() {
    PlanRef made = gitOps.plan(fresh());
    PlanRef found = gitOps.plan(inTheNextStep());

    assertThat(made).isEqualTo(new PlanRef(name(1), release.name(), false, List.of(), false));
    assertThat(found).isEqualTo(new PlanRef(name(1), release.name(), true, List.of(), false));
  }

  @Test
  void theOrderOfTheTargetsDoesNotMatter() {
    gitOps.plan(fresh());
    List<String> turned = List.of(server.targets().get(1), server.targets().get(0));

    assertThat(gitOps.plan(PlanRequest.of(release.name(), turned)).name()).isEqualTo(name(1));
    assertThat(gitOps.plan(PlanRequest.of(release.name(), turned.subList(0, 1))).name())
        .isEqualTo(name(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void aPlanWithoutARolloutIsFoundBelowAndAboveTheOnesOfOthers(int others) {
    foreignPlans(others);
    gitOps.plan(fresh());
    foreignPlans(others);

    assertThat(gitOps.plan(inTheNextStep()).name()).isEqualTo(name(1 + others));
    assertThat(gitOps.rollout(gitOps.plan(inTheNextStep())).name())
        .isEqualTo(name(1 + others) + "/rollout");
  }

  @Test
  void aPlanWithoutARolloutIsFoundBelowTheRolloutsOfOthers() {
    gitOps.plan(fresh());
    foreignPlans(3);
    gitOps.rollout(PlanRef.of(name(2)));
    gitOps.rollout(PlanRef.of(name(4)));

    assertThat(gitOps.plan(inTheNextStep()).name()).isEqualTo(name(1));
  }

  @Test
  void aPlanOfThatIdForOtherTargetsIsNotTaken() {
    gitOps.plan(fresh());
    String specId =
        Objects.requireNonNull(client.plans().getPlan(name(1)).execute().getSpecs().get(0).getId());
    foreignPlan(specId, server.targets().get(0));

    PlanRef found = gitOps.plan(inTheNextStep());

    assertThat(found.name()).isEqualTo(name(1));
    assertThat(found.orphans()).isEmpty();
  }

  @Test
  void ofSeveralPlansTheFirstIsTakenAndTheOthersAreNamed() {
    gitOps.plan(fresh());
    PlanRef again = gitOps.plan(fresh());
    PlanRef found = gitOps.plan(inTheNextStep());

    assertThat(again.name()).isEqualTo(name(1));
    assertThat(again.adopted()).isTrue();
    assertThat(again.orphans()).containsExactly(name(2));
    assertThat(found).isEqualTo(again);
  }

  @Test
  void thePlanThatIsRolledOutIsTakenBeforeAnEarlierOne() {
    gitOps.plan(fresh());
    gitOps.plan(fresh());
    gitOps.rollout(PlanRef.of(name(2)));

    assertThat(gitOps.plan(inTheNextStep()).name()).isEqualTo(name(2));
  }

  private Faults.Rule lose(String how, int times) {
    Faults.Matching next = server.faults().next(times, "POST", PLANS);
    return switch (how) {
      case "reset" -> next.resetAnswer();
      case "close" -> next.loseAnswer();
      case "503" -> next.replaceAnswer(503, "application/json", BUSY);
      case "500" ->
          next.replaceAnswer(500, "application/json", "{\"code\":13,\"message\":\"check run\"}");
      case "timeout" -> next.holdAnswer();
      case "garbage" -> next.garbleAnswer();
      case "empty" -> next.replaceAnswer(200, "application/json", "{}");
      default -> throw new IllegalArgumentException(how);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "close", "503", "500", "timeout", "garbage", "empty"})
  void aPlanWhoseAnswerIsLostIsFound(String how) {
    foreignPlans(2);
    lose(how, 3);

    PlanRef found = gitOps.plan(fresh());

    assertThat(found).isEqualTo(new PlanRef(name(3), release.name(), true, List.of(), false));
    assertThat(posts()).isEqualTo(1);
    assertThat(client.plans().getPlan(name(3)).execute().getName()).isEqualTo(name(3));
  }

  private long posts() {
    return server.requests().stream()
        .filter(request -> request.toString().equals("POST " + PLANS))
        .filter(request -> request.body().contains(release.name()))
        .filter(request -> !request.body().contains("\"other\""))
        .count();
  }

  private Faults.Rule refuse(String how, int times) {
    Faults.Matching next = server.faults().next(times, "POST", PLANS);
    return switch (how) {
      case "reset" -> next.resetConnection();
      case "close" -> next.dropConnection();
      case "503" -> next.answer(503, BUSY);
      default -> throw new IllegalArgumentException(how);
    };
  }

  @ParameterizedTest
  @CsvSource({"reset,1", "reset,2", "close,1", "close,2", "503,1", "503,2"})
  void aPlanThatIsSurelyAbsentIsAskedForAgain(String how, int times) {
    foreignPlans(2);
    Faults.Rule refused = refuse(how, times);

    PlanRef made = gitOps.plan(fresh());

    assertThat(made).isEqualTo(new PlanRef(name(3), release.name(), false, List.of(), false));
    assertThat(refused.fired()).isEqualTo(times);
    assertThat(posts()).isEqualTo(times + 1L);
    assertThat(slept)
        .as("time for what is late")
        .hasSize(times)
        .containsOnly(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "close", "503"})
  void aPlanIsAskedForThreeTimesAtMost(String how) {
    refuse(how, 5);

    assertThatExceptionOfType(PlanOutcomeUnknownException.class)
        .isThrownBy(() -> gitOps.plan(fresh()))
        .withMessageContaining("of 3 requests")
        .withMessageContaining(release.name())
        .withMessageContaining("bb.plans.list")
        .withCauseInstanceOf(OutcomeUnknownException.class)
        .satisfies(
            unknown -> {
              assertThat(unknown.project()).isEqualTo("projects/hr");
              assertThat(unknown).hasMessageContaining(unknown.specId());
            });
    assertThat(posts()).isEqualTo(3);
  }

  @Test
  void aPlanThatCannotBeLookedForIsNotAskedForAgain() {
    lose("reset", 1);
    Faults.Rule list = server.faults().next(1, "GET", "/v1/projects/hr/rollouts").answer(503, BUSY);

    assertThatExceptionOfType(PlanOutcomeUnknownException.class)
        .isThrownBy(() -> gitOps.plan(fresh()))
        .withMessageContaining("can't be looked for")
        .withMessageContaining("busy");
    assertThat(list.fired()).isEqualTo(1);
    assertThat(posts()).isEqualTo(1);
    assertThat(gitOps.plan(inTheNextStep()).name()).isEqualTo(name(1));
  }

  @Test
  void anInterruptAfterALossKeepsTheFlagAndAsksForNoOther() {
    refuse("reset", 1);
    GitOps interrupted =
        GitOps.using(client)
            .sleeper(
                time -> {
                  throw new InterruptedException();
                })
            .build();

    assertThatExceptionOfType(PlanOutcomeUnknownException.class)
        .isThrownBy(() -> interrupted.plan(fresh()))
        .withMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(posts()).isEqualTo(1);
  }

  @Test
  void twoPlannersAtOnceAgreeOnOnePlan() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 1; round <= 10; round++) {
        release = newRelease();
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<PlanRef>> running = new ArrayList<>();
        for (PlanRequest request : List.of(fresh(), fresh(), inTheNextStep(), inTheNextStep())) {
          running.add(
              threads.submit(
                  () -> {
                    start.await();
                    return gitOps.plan(request);
                  }));
        }
        List<PlanRef> plans = new ArrayList<>();
        for (Future<PlanRef> one : running) {
          plans.add(one.get());
        }
        assertThat(plans)
            .extracting(PlanRef::name)
            .as("round %d: %s", round, plans)
            .containsOnly(plans.get(0).name());
        assertThat(plans).filteredOn(plan -> !plan.adopted()).hasSizeLessThanOrEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aReleaseThatThereIsNotIsTheServersToName() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(
            () -> gitOps.plan(PlanRequest.of("projects/hr/releases/none", server.targets())))
        .withMessageContaining("none");
  }
}
