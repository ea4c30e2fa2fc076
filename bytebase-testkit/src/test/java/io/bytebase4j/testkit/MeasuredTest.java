package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.PROD;
import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares with a second measurement of the real server: single exchanges, and the logs of task
 * runs.
 */
@ExtendWith(LocalBytebaseExtension.class)
class MeasuredTest {

  private static final String T_EXIST =
      "CREATE TABLE t_exist (\n  id INT PRIMARY KEY,\n  name TEXT\n);\n";
  private static final Set<String> TIMES = Set.of("logTime", "startTime", "endTime", "replicaId");

  private static LocalBytebase bytebase;

  @BeforeAll
  static void prepare(LocalBytebase started) throws SQLException {
    bytebase = started;
    Scene scene = new Scene(bytebase).release("migration/001_t_exist.sql", "1.001145", T_EXIST);
    scene.rollout().runTest("DONE").runProd("DONE");
    scene.sql("INSERT INTO t_exist SELECT i, 'n' || i FROM generate_series(1, 100) i");
    scene.sql("ANALYZE t_exist");
  }

  @AfterAll
  static void forget() {
    bytebase.faults().clear();
  }

  @TestFactory
  Stream<DynamicTest> checks() {
    return exchanges("checks");
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    return exchanges("requests");
  }

  private static Stream<DynamicTest> exchanges(String file) {
    return Measured.all(file).stream()
        .map(m -> DynamicTest.dynamicTest(m.title(), () -> m.replay(caller(m))));
  }

  private static TestClient caller(Measured measured) {
    return switch (measured.as()) {
      case "nobody" -> TestClient.nobody(bytebase);
      case "admin" -> TestClient.admin(bytebase);
      default -> TestClient.serviceAccount(bytebase);
    };
  }

  @Test
  void logs(LocalBytebase fresh) throws SQLException {
    Scene scene = new Scene(fresh).release("SELECT 1;").rollout(List.of(TEST)).runTest("DONE");
    SoftAssertions softly = new SoftAssertions();
    for (JsonElement element : Measured.read("logs")) {
      JsonObject recorded = element.getAsJsonObject();
      log(scene, recorded, softly);
    }
    softly.assertAll();
  }

  private static void log(Scene scene, JsonObject recorded, SoftAssertions softly) {
    String[] files =
        recorded.getAsJsonArray("files").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .map(f -> file(text(f, "path"), text(f, "version"), text(f, "sql")))
            .toArray(String[]::new);
    String title = text(recorded, "title");
    String task = scene.client.rollOut(List.of(TEST), files).at("stages.0.tasks.0.name");
    Reply runs = scene.client.runTo(task, text(recorded, "status"));
    JsonObject run = runs.json().getAsJsonArray("taskRuns").get(0).getAsJsonObject();
    String detail = run.has("detail") ? text(run, "detail") : "";
    softly.assertThat(detail).as(title).isEqualTo(text(recorded, "detail"));
    Reply log = scene.client.get("/v1/" + text(run, "name") + "/log");
    softly
        .assertThat(withoutTimes(log.json().get("entries")))
        .as(title)
        .isEqualTo(recorded.get("entries"));
  }

  private static JsonElement withoutTimes(JsonElement element) {
    if (element instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.entrySet().stream()
          .filter(e -> !TIMES.contains(e.getKey()))
          .forEach(e -> copy.add(e.getKey(), withoutTimes(e.getValue())));
      return copy;
    }
    if (element instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(e -> copy.add(withoutTimes(e)));
      return copy;
    }
    return element;
  }

  private static String text(JsonObject object, String key) {
    return object.get(key).getAsString();
  }

  @Test
  void bothTargetsAreThere() {
    assertThat(bytebase.targets()).containsExactly(TEST, PROD);
  }
}
