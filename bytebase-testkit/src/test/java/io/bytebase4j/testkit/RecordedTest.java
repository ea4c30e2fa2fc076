package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays the exchanges of the third measurement, group by group. */
@ExtendWith(LocalBytebaseExtension.class)
class RecordedTest {

  private static final String TABLE = "CREATE TABLE t (id SERIAL PRIMARY KEY, n TEXT NOT NULL);";
  private static final List<String> IN_TEST = List.of(TEST);

  /** Why a recorded exchange is not replayed here. */
  private static final Map<String, Set<String>> ELSEWHERE =
      Map.of(
          "RestartTest",
          Set.of("06-sigkill-"),
          "RolloutListTest",
          Set.of("02-filter-"),
          "IssueTest",
          Set.of(
              "04-issue-create-projectDeveloper",
              "04-issue-create-projectViewer",
              "04-issue-create-releaser"),
          "TaskCallTest",
          Set.of(
              "05-batchcancel-mixed",
              "05-batchcancel-several",
              "05-batchcancel-unknown",
              "05-batchrun-one-"),
          "administration, or a role that the testkit has not",
          Set.of("04-project-require-approval", "04-issue-create-sqlEditorUser"));

  private static LocalPostgres postgres;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  /** Prepares a scene. */
  interface Preparation {
    void prepare(Scene scene, ManualClock clock) throws Exception;
  }

  record Play(String name, Preparation preparation, List<String> titles) {}

  private static Play play(String name, Preparation preparation, String... titles) {
    return new Play(name, preparation, List.of(titles));
  }

  private static List<Play> plays() {
    List<Play> plays = new ArrayList<>();
    plays.addAll(plans());
    plays.addAll(issues());
    plays.addAll(taskCalls());
    plays.add(sheets());
    plays.add(
        play(
            "previews of a rollback",
            (scene, clock) -> scene.release(TABLE).rollout(IN_TEST).runTest("DONE"),
            "08-preview-ddl",
            "08-preview-delete-two-files",
            "08-preview-mixed-ddl-dml",
            "08-preview-no-backup",
            "08-preview-skip-prior-backup",
            "08-preview-update",
            "08-preview-update-no-setup"));
    plays.add(
        play(
            "a preview for a failed run",
            (scene, clock) -> scene.badRelease().rollout(IN_TEST).runTest("FAILED"),
            "08-preview-failed"));
    return plays;
  }

  private static List<Play> plans() {
    return List.of(
        play(
            "nothing was done yet",
            (scene, clock) -> {},
            "01-plan-create-no-specs",
            "01-plan-create-unknown-field",
            "01-plan-delete-admin",
            "01-plan-get-100",
            "01-plan-get-missing",
            "01-plan-get-zero",
            "01-plan-list-agent",
            "04-issue-create-agent-403",
            "04-issue-get-agent-403",
            "04-issue-no-plan",
            "04-issue-unknown-plan",
            "04-rollout-create-noplan",
            "07-sheet-create-agent",
            "07-sheet-get-agent"),
        play(
            "a release",
            (scene, clock) -> scene.release(TABLE),
            "01-plan-create-hr",
            "01-plan-create-no-title",
            "01-plan-create-refused",
            "01-plan-create-refused-release",
            "01-plan-create-two-specs-same-id"),
        play(
            "a plan",
            (scene, clock) -> scene.release(TABLE).plan(IN_TEST),
            "01-plan-get-agent",
            "04-rollout-get-none",
            "01-plan-archive-agent",
            "01-plan-archive-admin",
            "01-plan-get-archived",
            "01-rollout-create-archived"),
        play(
            "a rollout stage by stage",
            (scene, clock) -> scene.release(TABLE).plan(),
            "03-rollout-create-target-test",
            "03-rollout-create-target-all"),
        play(
            "a run for later",
            (scene, clock) -> scene.release(TABLE).rollout(IN_TEST).runLater(),
            "02-rollout-scheduled"),
        play(
            "a run for later, cancelled",
            (scene, clock) -> scene.release(TABLE).rollout(IN_TEST).runLater().cancel(),
            "02-rollout-canceled"),
        play(
            "a skipped task",
            (scene, clock) -> scene.release(TABLE).rollout(IN_TEST).skip(", \"reason\": \"x\""),
            "02-rollout-skipped"));
  }

  private static List<Play> issues() {
    return List.of(
        play(
            "an issue is looked at",
            (scene, clock) -> scene.release(TABLE).plan(IN_TEST),
            "04-issue-create-admin",
            "04-plan-checking",
            "04-rollout-create-checking"),
        play(
            "an issue needs nobody",
            (scene, clock) -> {
              scene.bytebase.requireIssueApproval(true);
              scene.release(TABLE).plan(IN_TEST).issue();
              clock.pass(Duration.ofMillis(40));
            },
            "04-plan-skipped-with-rollout",
            "04-rollout-create-after-skipped",
            "04-issue-get-admin",
            "04-issue-approve",
            "04-issue-approve-agent",
            "04-issue-reject",
            "04-issue-request",
            "04-issue-second-same-plan",
            "04-issue-title-201"),
        play(
            "an issue is closed",
            (scene, clock) -> {
              scene.release(TABLE).plan(IN_TEST).issue();
              Recorded.of("04-issue-cancel").replay(scene);
              clock.pass(Duration.ofMinutes(30));
            },
            "04-plan-issue-canceled",
            "04-rollout-create-issue-canceled"),
        play(
            "a draft of an issue",
            (scene, clock) -> scene.release(TABLE).plan(IN_TEST),
            "04-issue-draft",
            "04-plan-issue-draft",
            "04-rollout-create-draft"),
        play(
            "an issue comes after the rollout",
            (scene, clock) -> {
              scene.bytebase.requireIssueApproval(true);
              scene.release(TABLE).plan(IN_TEST);
              Recorded.of("04-rollout-noissue-required").replay(scene);
              Recorded.of("04-issue-after-rollout").replay(scene);
              clock.pass(Duration.ofMinutes(30));
            },
            "04-plan-late-issue",
            "04-batchrun-late-issue",
            "04-rollout-create-not-approved"),
        play(
            "an issue where no approval is required",
            (scene, clock) -> scene.release(TABLE).plan(IN_TEST).issue(),
            "04-rollout-create-flag-off"));
  }

  private static List<Play> taskCalls() {
    return List.of(
        play(
            "a run is to start later",
            (scene, clock) -> scene.release(TABLE).rollout(IN_TEST),
            "05-batchrun-scheduled",
            "05-taskruns-scheduled",
            "05-batchrun-now-on-scheduled",
            "05-batchskip-pending",
            "05-batchcancel-pending",
            "05-taskrun-canceled-pending",
            "05-log-canceled-pending",
            "05-batchcancel-again"),
        play(
            "a run is at work",
            (scene, clock) -> scene.release(Scene.SLEEP).rollout(IN_TEST).runTest("RUNNING"),
            "05-taskrun-running",
            "05-batchskip-running",
            "05-batchcancel-running"),
        play(
            "a run was cancelled",
            (scene, clock) -> {
              scene.release(TABLE).rollout(IN_TEST).runTest("DONE");
              scene.release("m/t.sql", "1795569877005", Scene.SLEEP).rollout(IN_TEST);
              scene.runTest("RUNNING");
              String run = scene.task("test") + "/taskRuns/" + scene.run;
              Await.until(
                  () -> scene.client.get("/v1/" + run + "/log").text(),
                  log -> log.contains("COMMAND_EXECUTE"));
              scene.cancel();
            },
            "05-taskrun-canceled-running",
            "05-log-canceled-running"),
        play(
            "a run waits for its database",
            (scene, clock) -> scene.release(TABLE).busy().rollout(IN_TEST).runTest("PENDING"),
            "05-taskrun-waiting-database"),
        play(
            "a task is done",
            (scene, clock) -> scene.release(TABLE).rollout(IN_TEST).runTest("DONE"),
            "05-batchskip-done"),
        play(
            "nothing has run",
            (scene, clock) -> scene.release(TABLE).rollout(),
            "05-batchskip-unknown",
            "05-batchskip-no-reason",
            "05-batchskip-skipped-again",
            "05-batchskip-other-stage"),
        play(
            "prod is at work",
            (scene, clock) -> scene.release(Scene.SLEEP).rollout().runProd("RUNNING"),
            "05-batchcancel-other-stage",
            "05-batchcancel-stage-wildcard",
            "05-batchcancel-lie"));
  }

  /** In the order of the measurement, which the versions of the files tell. */
  private static Play sheets() {
    List<String> titles =
        Recorded.all().keySet().stream()
            .filter(title -> title.startsWith("07-") && !title.startsWith("07-sheet-"))
            .sorted(Comparator.comparing(title -> version(Recorded.of(title))))
            .toList();
    List<String> all = new ArrayList<>(titles);
    all.add("07-sheet-get-admin");
    return new Play("sheets", (scene, clock) -> {}, all);
  }

  private static String version(Recorded recorded) {
    String body = recorded.json().get("body").getAsString();
    return body.replaceFirst("(?s).*?\"version\": \"(\\d+)\".*", "$1");
  }

  @TestFactory
  Stream<DynamicTest> replay() {
    return plays().stream().map(play -> DynamicTest.dynamicTest(play.name, () -> run(play)));
  }

  private static void run(Play play) throws Exception {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-25T01:00:00Z"));
    try (LocalBytebase bytebase = LocalBytebase.builder().postgres(postgres).clock(clock).start()) {
      Scene scene = new Scene(bytebase);
      play.preparation.prepare(scene, clock);
      play.titles.forEach(title -> Recorded.of(title).replay(scene));
    }
  }

  @Test
  void everyExchangeIsReplayedOrHasAReason() {
    Set<String> left = new TreeSet<>(Recorded.all().keySet());
    plays().forEach(play -> left.removeAll(play.titles));
    left.removeAll(Set.of("04-issue-cancel", "04-rollout-noissue-required"));
    left.remove("04-issue-after-rollout");
    left.removeIf(
        title -> ELSEWHERE.values().stream().flatMap(Set::stream).anyMatch(title::startsWith));
    assertThat(left).isEmpty();
  }
}
