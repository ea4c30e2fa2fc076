package io.bytebase4j.samples.citool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.testkit.RecordedRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands around a rollout do on a server. */
@Timeout(120)
class RolloutCommandsTest {
  private static Scene scene;

  private final int number = Scene.number();
  private final String table = "t" + number;
  private ToolRun tool;

  @BeforeAll
  static void start() {
    scene = new Scene();
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @BeforeEach
  void change(@TempDir Path folder) {
    tool =
        ToolRun.in(folder)
            .on(scene.server())
            .file("migration/" + number + "_a.sql", "CREATE TABLE " + table + " (id INT);\n");
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void theStepsOfAPipelineGoOnWithWhatTheOneBeforeMade() throws SQLException {
    assertThat(tool.run("rollout --file-pattern migration/*.sql --output a.json"))
        .isEqualTo(ExitCode.OK);
    JsonObject made = json(tool.read("a.json"));
    assertThat(made.get("outcome").getAsString()).isEqualTo("PENDING");
    assertThat(made.get("release").getAsString()).startsWith("projects/hr/releases/");
    assertThat(tool.out()).contains("nothing was started");
    assertThat(scene.hasTable(scene.test(), table)).isFalse();

    String plan = made.get("plan").getAsString();
    assertThat(tool.run("rollout --plan " + plan + " --target-stage environments/test"))
        .isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("test: starts 1 task").contains("test: is done");
    assertThat(scene.hasTable(scene.test(), table)).isTrue();
    assertThat(scene.hasTable(scene.prod(), table)).isFalse();
    assertThat(tool.run("status --from a.json --exit-code")).isEqualTo(ExitCode.PENDING);
    assertThat(tool.out()).contains("test: 1 done").contains("prod: 1 not started");

    assertThat(tool.run("resume --from a.json --output b.json")).isEqualTo(ExitCode.OK);
    assertThat(scene.hasTable(scene.prod(), table)).isTrue();
    JsonObject done = json(tool.read("b.json"));
    assertThat(done.get("outcome").getAsString()).isEqualTo("DONE");
    assertThat(done.get("release")).isEqualTo(made.get("release"));
    assertThat(done.getAsJsonArray("stages")).hasSize(2);
    assertThat(tool.run("status --from b.json --exit-code")).isEqualTo(ExitCode.OK);
    assertThat(tool.run("await --from b.json")).isEqualTo(ExitCode.OK);
  }

  @Test
  void theSameFilesAgainMakeNothingNew() {
    String line = "rollout --file-pattern migration/*.sql --target-stage prod --output ";
    assertThat(tool.run(line + "a.json")).isEqualTo(ExitCode.OK);
    int before = scene.server().requests().size();

    assertThat(tool.run(line + "b.json")).isEqualTo(ExitCode.OK);

    assertThat(tool.read("b.json")).isEqualTo(tool.read("a.json"));
    List<RecordedRequest> again =
        scene.server().requests().subList(before, scene.server().requests().size());
    assertThat(again)
        .noneMatch(request -> request.toString().matches("POST .*/(releases|plans)"))
        .noneMatch(request -> request.path().endsWith("tasks:batchRun"));
    assertThat(tool.run("resume --file-pattern migration/*.sql")).isEqualTo(ExitCode.OK);
  }

  @Test
  void aFailedMigrationIsTold() {
    tool.file("migration/" + number + "_a.sql", "ALTER TABLE nowhere" + number + " ADD n INT;\n");

    assertThat(
            tool.run("rollout --file-pattern migration/*.sql --target-stage prod --output a.json"))
        .isEqualTo(ExitCode.TASK_FAILED);

    String error = "relation \"nowhere" + number + "\" does not exist";
    assertThat(tool.out()).contains("test: " + scene.test() + ": failed: ").contains(error);
    assertThat(tool.err()).contains(number + "_a.sql").contains(error);
    JsonObject output = json(tool.read("a.json"));
    assertThat(output.get("outcome").getAsString()).isEqualTo("FAILED");
    assertThat(output.toString()).contains(error.replace("\"", "\\\""));
    assertThat(tool.run("status --from a.json --exit-code")).isEqualTo(ExitCode.TASK_FAILED);
  }

  @Test
  void anUnknownStageIsWrongUsageAndTheStagesAreListed() {
    assertThat(tool.run("rollout --file-pattern migration/*.sql --target-stage environments/prd"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains("prd").contains("test").contains("prod");
  }

  @Test
  void aDeadlineLeavesTheTasksAndCancelEndsThem() throws SQLException {
    tool.file("migration/" + number + "_a.sql", "ALTER TABLE " + table + " ADD COLUMN n INT;\n");
    try (Connection lock = scene.locked(table)) {
      assertThat(
              tool.run(
                  "rollout --file-pattern migration/*.sql --target-stage test --deadline 700ms"
                      + " --output a.json"))
          .isEqualTo(ExitCode.DEADLINE);
      assertThat(json(tool.read("a.json")).get("outcome").getAsString()).isEqualTo("PENDING");

      assertThat(tool.run("await --from a.json --stage test --deadline 200ms"))
          .isEqualTo(ExitCode.DEADLINE);
      assertThat(tool.run("cancel --from a.json --stage environments/test")).isEqualTo(ExitCode.OK);
      assertThat(tool.out())
          .containsPattern("cancelled projects/hr/plans/\\d+/rollout/stages/test");
      assertThat(tool.run("await --from a.json --stage test")).isEqualTo(ExitCode.CANCELLED);
      assertThat(tool.run("cancel --from a.json")).isEqualTo(ExitCode.OK);
      assertThat(tool.out()).contains("nothing was under way");
      lock.rollback();
    }
  }

  @Test
  void anInterruptCancelsOrLeavesWhatIsUnderWay() throws SQLException, InterruptedException {
    tool.file("migration/" + number + "_a.sql", "ALTER TABLE " + table + " ADD COLUMN n INT;\n");
    String line = "rollout --file-pattern migration/*.sql --target-stage test --output a.json";
    try (Connection lock = scene.locked(table)) {
      assertThat(interrupted(line + " --on-signal leave")).isEqualTo(ExitCode.CANCELLED);
      assertThat(tool.out()).contains("goes on at the server");
      assertThat(tool.run("await --from a.json --stage test --deadline 200ms"))
          .isEqualTo(ExitCode.DEADLINE);

      assertThat(interrupted(line)).isEqualTo(ExitCode.CANCELLED);
      assertThat(tool.out()).contains("1 task runs under way were cancelled");
      assertThat(json(tool.read("a.json")).get("outcome").getAsString()).isEqualTo("CANCELED");
      lock.rollback();
    }
  }

  /** Interrupts a run when its task is at work, and waits for the lock. */
  private ExitCode interrupted(String line) throws InterruptedException {
    AtomicReference<ExitCode> end = new AtomicReference<>();
    Thread run = new Thread(() -> end.set(tool.run(line)));
    run.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> scene.isBlocked("ALTER TABLE " + table));
    run.interrupt();
    run.join();
    return Objects.requireNonNull(end.get());
  }

  @Test
  void aTemplateOfBytebaseActionGetsTheKey() {
    assertThat(
            tool.run(
                "rollout --file-pattern migration/*.sql --output a.json"
                    + " --release-id-template release_{date}-RC{iteration}"
                    + " --release-id-timezone Europe/Berlin"))
        .isEqualTo(ExitCode.OK);
    assertThat(json(tool.read("a.json")).get("release").getAsString())
        .matches("projects/hr/releases/release_\\d{8}-[0-9a-z]+-RC00");

    assertThat(tool.run("rollout --file-pattern migration/*.sql --release-id-template release"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains("{iteration}");
    assertThat(tool.run("rollout --file-pattern migration/*.sql --release-id-timezone Mars/X"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains("Mars/X");
  }

  @Test
  void whatWasMadeBeforeAFailureIsHandedOn() {
    scene
        .server()
        .faults()
        .next(1, "POST", "/v1/projects/hr/plans")
        .answer(403, "{\"code\":7,\"message\":\"user does not have permission\",\"details\":[]}");

    assertThat(tool.run("rollout --file-pattern migration/*.sql --output a.json"))
        .isEqualTo(ExitCode.ACCESS_DENIED);

    JsonObject output = json(tool.read("a.json"));
    assertThat(output.get("release").getAsString()).startsWith("projects/hr/releases/");
    assertThat(output.has("plan")).isFalse();
  }

  @Test
  void aJournalIsGoneOnWith() {
    String line = "rollout --file-pattern migration/*.sql --journal run.json --output ";
    assertThat(tool.run(line + "a.json")).isEqualTo(ExitCode.OK);
    assertThat(tool.run(line + "b.json --target-stage test")).isEqualTo(ExitCode.OK);

    assertThat(json(tool.read("b.json")).get("plan"))
        .isEqualTo(json(tool.read("a.json")).get("plan"));
    assertThat(tool.read("run.json")).contains("RELEASE").contains("STAGE");
  }

  @Test
  void anApprovalThatTheAccountMayNotAskForStopsIt() {
    assertThat(tool.run("rollout --file-pattern migration/*.sql --approval issue --output a.json"))
        .isEqualTo(ExitCode.ACCESS_DENIED);

    assertThat(tool.err()).contains("bb.issues.create");
    JsonObject output = json(tool.read("a.json"));
    assertThat(output.get("plan").getAsString()).startsWith("projects/hr/plans/");
    assertThat(output.has("rollout")).isFalse();
  }
}
