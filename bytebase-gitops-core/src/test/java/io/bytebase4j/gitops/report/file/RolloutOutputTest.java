package io.bytebase4j.gitops.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.file.RolloutOutput.Outcome;
import io.bytebase4j.gitops.rollout.RolloutOutcome;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RolloutOutputTest {
  private static final String ROLLOUT = "projects/hr/plans/101/rollout";

  @TempDir private Path folder;

  private static TaskState task(String stage, int number, String status, String skippedReason) {
    TaskStatus known =
        Arrays.stream(TaskStatus.values())
            .filter(value -> value.name().equals(status))
            .findFirst()
            .orElse(TaskStatus.UNKNOWN);
    return new TaskState(
        ROLLOUT + "/stages/" + stage + "/tasks/" + number,
        "projects/hr/releases/r1",
        "instances/" + stage + "-pg/databases/app" + number,
        known,
        status,
        skippedReason,
        known == TaskStatus.PENDING ? Instant.parse("2026-11-24T02:00:00Z") : null);
  }

  private static StageState stage(String id, String... statuses) {
    List<TaskState> tasks = new ArrayList<>();
    for (String status : statuses) {
      String reason = status.equals("SKIPPED") ? "replaced by OPS-77" : "";
      tasks.add(task(id, 101 + tasks.size(), status, reason));
    }
    return new StageState(ROLLOUT + "/stages/" + id, "environments/" + id, tasks);
  }

  private static RolloutStatus status(StageState... stages) {
    return new RolloutStatus(ROLLOUT, List.of(stages));
  }

  private static TaskFailure failure(TaskState task, String detail) {
    return new TaskFailure(
        task, TaskFailure.Kind.MIGRATION, task.name() + "/taskRuns/7", detail, List.of());
  }

  private static RolloutOutput rich() {
    RolloutStatus status =
        status(stage("test", "DONE", "SKIPPED", "FAILED"), stage("prod", "PENDING", "NOT_STARTED"));
    return RolloutOutput.of(status)
        .withRelease("projects/hr/releases/gitops-1f0c-20261123-RC00")
        .withPlan("projects/hr/plans/101")
        .withFailures(
            List.of(
                failure(
                    status.stages().get(0).tasks().get(2),
                    "failed to execute release file m/2_b.sql (version 2): ERROR: relation \"b\""
                        + " does not exist (SQLSTATE 42P01)")));
  }

  private static JsonNode json(RolloutOutput output) {
    return Schemas.parsed(output.render());
  }

  @Test
  void showsARolloutThatIsUnderWay() {
    Golden.assertMatches("rollout-output.json", rich().render());
  }

  @Test
  void theKeysOfTheReferenceActionAreThereWithOursBesideThem() {
    JsonNode json = json(rich().withReview(SampleReviews.rich()));

    assertThat(json.propertyNames())
        .containsExactly(
            "bytebase4j", "checkResults", "outcome", "plan", "release", "rollout", "stages");
    assertThat(json.get("release").stringValue())
        .isEqualTo("projects/hr/releases/gitops-1f0c-20261123-RC00");
    assertThat(json.get("plan").stringValue()).isEqualTo("projects/hr/plans/101");
    assertThat(json.get("rollout").stringValue()).isEqualTo(ROLLOUT);
    JsonNode check = Schemas.parsed(new ActionOutput().render(SampleReviews.rich()));
    assertThat(json.get("checkResults")).isEqualTo(check.get("checkResults"));
    assertThat(json.get("bytebase4j")).isEqualTo(check.get("bytebase4j"));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    JsonNode json = json(RolloutOutput.of(Outcome.REJECTED).withPlan("projects/hr/plans/7"));

    assertThat(json)
        .isEqualTo(
            Schemas.parsed("{\"outcome\": \"REJECTED\", \"plan\": \"projects/hr/plans/7\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "DONE DONE, DONE",
    "DONE SKIPPED, DONE",
    "DONE FAILED, FAILED",
    "FAILED CANCELED, FAILED",
    "CANCELED DONE, CANCELED",
    "CANCELED NOT_STARTED, CANCELED",
    "FAILED RUNNING, PENDING",
    "DONE NOT_STARTED, PENDING",
    "NOT_STARTED, PENDING",
    "PENDING, PENDING",
    "DONE MELTING, PENDING"
  })
  void theOutcomeFollowsFromTheTasks(String statuses, Outcome outcome) {
    StageState stage = stage("test", statuses.split(" ", -1));

    assertThat(RolloutOutput.of(status(stage)).outcome()).isEqualTo(outcome);
    JsonNode json = json(RolloutOutput.of(status(stage, stage("prod", "NOT_STARTED"))));
    assertThat(json.at("/stages/0/status").stringValue()).isEqualTo(outcome.name());
    assertThat(json.at("/stages/1/status").stringValue()).isEqualTo("PENDING");
  }

  @Test
  void aStatusThatThisVersionDoesNotKnowStandsInTheServersWord() {
    JsonNode json = json(RolloutOutput.of(status(stage("test", "MELTING"))));

    assertThat(json.at("/stages/0/tasks/0/status").stringValue()).isEqualTo("MELTING");
  }

  @Test
  void aWaitForOneStageHasTheOutcomeOfThatStage() {
    RolloutStatus status = status(stage("test", "DONE"), stage("prod", "NOT_STARTED"));

    assertThat(RolloutOutput.of(status).outcome()).isEqualTo(Outcome.PENDING);
    assertThat(outcome(RolloutOutcome.State.DONE, status)).isEqualTo(Outcome.DONE);
    assertThat(outcome(RolloutOutcome.State.PENDING, status)).isEqualTo(Outcome.PENDING);
    assertThat(outcome(RolloutOutcome.State.FAILED, status(stage("test", "FAILED"))))
        .isEqualTo(Outcome.FAILED);
    assertThat(outcome(RolloutOutcome.State.FAILED, status(stage("test", "CANCELED"))))
        .isEqualTo(Outcome.CANCELED);
  }

  private static Outcome outcome(RolloutOutcome.State state, RolloutStatus status) {
    return RolloutOutput.of(new RolloutOutcome(state, status)).outcome();
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textsKeepTheirValuesAndNothingInThemIsUnseen(String text) {
    TaskState task = task("test", 101, "FAILED", text);
    String json =
        RolloutOutput.of(status(new StageState(ROLLOUT + "/stages/test", text, List.of(task))))
            .withFailures(List.of(failure(task, text)))
            .render();
    String fit = text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");

    JsonNode stage = Schemas.parsed(json).at("/stages/0");
    assertThat(stage.get("environment").stringValue()).isEqualTo(fit);
    assertThat(stage.at("/tasks/0/detail").asString("")).isEqualTo(fit);
    assertThat(stage.at("/tasks/0/skippedReason").asString("")).isEqualTo(fit);
    assertThat(json.replace("\n", ""))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  }

  @Test
  void theNextStepReadsTheNames() throws IOException {
    Path file = folder.resolve("out/rollout.json");
    rich().writeTo(file);

    assertThat(OutputNames.read(file))
        .isEqualTo(
            new OutputNames(
                "projects/hr/releases/gitops-1f0c-20261123-RC00",
                "projects/hr/plans/101",
                ROLLOUT));
    assertThat(file).hasContent(rich().render());
  }

  @Test
  void filesOfTheReferenceActionAreReadToo() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.json"), "{\n  \"plan\": \"projects/hr/plans/1\"\n}");

    assertThat(OutputNames.read(file)).isEqualTo(new OutputNames("", "projects/hr/plans/1", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"plan\": \"pro | can't be read", "[] | no JSON object", "'' | no JSON object"})
  void whatIsNoOutputIsAnErrorThatNamesTheFile(String text, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("torn.json"), text == null ? "" : text);

    assertThatIOException()
        .isThrownBy(() -> OutputNames.read(file))
        .withMessageContaining("torn.json")
        .withMessageContaining(why);
    assertThatIOException()
        .isThrownBy(() -> OutputNames.read(folder.resolve("none.json")))
        .withMessageContaining("none.json can't be read");
  }

  @Test
  void aFolderInThePlaceOfTheFileIsTold() {
    assertThatIOException()
        .isThrownBy(() -> rich().writeTo(folder))
        .withMessageContaining("is a folder");
  }
}
