package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls about several tasks of one stage at once. */
@ExtendWith(LocalBytebaseExtension.class)
class TaskCallTest {

  private TestClient client;
  private Scene scene;
  private String stage;
  private List<String> tasks;

  /** One plan for the same database three times: three tasks that run one after the other. */
  @BeforeEach
  void rollOut(LocalBytebase bytebase) {
    client = TestClient.serviceAccount(bytebase);
    scene = new Scene(bytebase);
    Reply rollout = client.rollOut(List.of(TEST, TEST, TEST), file("m/1.sql", "1", "SELECT 1;"));
    stage = rollout.at("stages.0.name");
    tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tasks.add(rollout.at("stages.0.tasks." + i + ".name"));
    }
  }

  private String at(String action) {
    return "/v1/" + stage + "/tasks:" + action;
  }

  private static String tasks(List<String> names) {
    return list("tasks", names);
  }

  private static String list(String key, List<String> names) {
    return "{\"" + key + "\": [\"" + String.join("\", \"", names) + "\"]}";
  }

  private List<String> statuses() {
    Reply rollout = client.get("/v1/" + stage.substring(0, stage.indexOf("/stages/")));
    return rollout
        .json()
        .getAsJsonArray("stages")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("tasks")
        .asList()
        .stream()
        .map(task -> task.getAsJsonObject().get("status").getAsString())
        .toList();
  }

  /** That the answer is the recorded one, whose numbers are other ones. */
  private static void assertIsRecorded(Reply reply, String title) {
    JsonObject recorded = Recorded.of(title).json();
    assertThat(reply.status()).as(title).isEqualTo(recorded.get("status").getAsInt());
    assertThat(withoutNumbers(reply.json()))
        .as(title)
        .isEqualTo(withoutNumbers(recorded.get("answer")));
  }

  private static String withoutNumbers(JsonElement json) {
    return json.toString().replaceAll("(task|taskRun) \\d+ ", "$1 N ");
  }

  @Test
  void aSkippedOneAmongThemRunsNone() {
    client.post(at("batchSkip"), tasks(List.of(tasks.get(1))));
    assertIsRecorded(client.post(at("batchRun"), tasks(tasks)), "05-batchrun-one-skipped");
    assertThat(statuses()).containsExactly("NOT_STARTED", "SKIPPED", "NOT_STARTED");
  }

  @Test
  void aDoneOneAmongThemStaysAsItIs() {
    client.runTo(tasks.get(0), "DONE");
    assertIsRecorded(
        client.post(at("batchRun"), tasks(List.of(tasks.get(0), tasks.get(2)))),
        "05-batchrun-one-done");
    client.await(tasks.get(2), "DONE");
    assertThat(client.runs(tasks.get(0)).json().getAsJsonArray("taskRuns")).hasSize(1);
    assertThat(statuses()).containsExactly("DONE", "NOT_STARTED", "DONE");
  }

  @Test
  void anUnknownOneAmongThemSkipsNone() {
    Reply reply =
        client.post(at("batchSkip"), tasks(List.of(tasks.get(0), stage + "/tasks/99999")));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(statuses()).containsOnly("NOT_STARTED");
  }

  @Test
  void aReasonHasAtMostThousandCharacters() {
    String body = tasks(tasks).replace("}", ", \"reason\": \"" + "r".repeat(1001) + "\"}");
    Reply reply = client.post(at("batchSkip"), body);
    assertThat(reply.message())
        .isEqualTo("validation error: reason: must be at most 1000 characters");
    assertThat(reply.at("details.0.violations.0.field.elements.0.fieldNumber")).isEqualTo("3");
    assertThat(statuses()).containsOnly("NOT_STARTED");
    client.post(at("batchSkip"), body.replace("rr\"", "r\""));
    assertThat(statuses()).containsOnly("SKIPPED");
  }

  @Test
  void severalRunsAreCancelledAtOnceUnlessOneIsOver() {
    client.runTo(tasks.get(0), "DONE");
    scene.release("SELECT 1;").busy();
    client.post(at("batchRun"), tasks(tasks.subList(1, 3)));
    List<String> runs =
        tasks.stream().map(task -> client.runs(task).at("taskRuns.0.name")).toList();
    String cancel = "/v1/" + stage + "/tasks/-/taskRuns:batchCancel";
    assertIsRecorded(client.post(cancel, list("taskRuns", runs)), "05-batchcancel-mixed");
    assertThat(statuses()).containsExactly("DONE", "PENDING", "PENDING");
    List<String> oneUnknown =
        Stream.of(runs.get(1), tasks.get(1) + "/taskRuns/999999").collect(Collectors.toList());
    assertIsRecorded(client.post(cancel, list("taskRuns", oneUnknown)), "05-batchcancel-unknown");
    assertThat(statuses()).containsExactly("DONE", "CANCELED", "PENDING");
    client.post(at("batchRun"), tasks(tasks.subList(1, 2)));
    List<String> both = List.of(client.runs(tasks.get(1)).at("taskRuns.1.name"), runs.get(2));
    assertIsRecorded(client.post(cancel, list("taskRuns", both)), "05-batchcancel-several");
    assertThat(statuses()).containsExactly("DONE", "CANCELED", "CANCELED");
  }

  @Test
  void theOptionAboutBackupsHasNoEffect() {
    String body = tasks(tasks).replace("}", ", \"skipPriorBackup\": true}");
    assertThat(client.post(at("batchRun"), body).text()).isEqualTo("{}");
    tasks.forEach(task -> client.await(task, "DONE"));
  }
}
