package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An exchange of the third measurement of the real server, which is about rollouts. */
record Recorded(JsonObject json) {

  private static final List<String> FILES =
      List.of("filters", "issues", "plans", "restart", "rollback", "sheets", "task-calls");
  private static final Map<String, Recorded> ALL = readAll();

  private static Map<String, Recorded> readAll() {
    Map<String, Recorded> all = new TreeMap<>();
    for (String file : FILES) {
      for (JsonElement element : Measured.read("2026-11-25", file)) {
        Recorded recorded = new Recorded(element.getAsJsonObject());
        all.put(recorded.text("title"), recorded);
      }
    }
    return all;
  }

  /** All of them, by title. */
  static Map<String, Recorded> all() {
    return ALL;
  }

  static Recorded of(String title) {
    return Objects.requireNonNull(ALL.get(title), title);
  }

  /** Who called. */
  boolean byAdmin() {
    return text("as").equals("admin");
  }

  private String text(String key) {
    return json.get(key).getAsString();
  }

  /** Sends the request with the names of a scene, and compares the answer. */
  Reply replay(Scene scene) {
    TestClient caller = byAdmin() ? TestClient.admin(scene.bytebase) : scene.client;
    return replay(scene, caller);
  }

  /** The same for another caller. */
  Reply replay(Scene scene, TestClient caller) {
    String path = encoded(localized(scene, text("path")));
    Reply reply = caller.send(text("method"), path, localized(scene, text("body")));
    String title = text("title");
    assertThat(reply.status())
        .as(title + " " + reply.text())
        .isEqualTo(json.get("status").getAsInt());
    assertThat(normal(reply.json())).as(title).isEqualTo(normal(json.get("answer")));
    return reply;
  }

  private static String encoded(String path) {
    int filter = path.indexOf("filter=") + "filter=".length();
    int end = path.lastIndexOf("&pageSize");
    return path.contains("filter=")
        ? path.substring(0, filter)
            + URLEncoder.encode(path.substring(filter, end), StandardCharsets.UTF_8)
            + path.substring(end)
        : path;
  }

  private static String localized(Scene scene, String text) {
    return scene
        .localized(text)
        .replaceAll("databases/c\\d", "databases/app_test")
        .replaceAll("issues/\\d+", "issues/101")
        .replaceAll("prod-pg/databases/app_test", "prod-pg/databases/app_prod");
  }

  /** Without what differs from run to run. */
  private static JsonElement normal(JsonElement body) {
    String text =
        SpacedJson.write(body)
            .replace('\u00a0', ' ')
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll("\"replicaId\": \"[^\"]*\"", "\"replicaId\": \"REPLICA\"")
            .replaceAll("projects/hr/releases/(gitops|rel|release)[-_0-9A-Za-z]+", "RELEASE")
            .replaceAll("(plans|tasks|taskRuns|issues)/\\d+", "$1/ID")
            .replaceAll("(plan|task|taskRun|task run|rollout) \\d+ ", "$1 ID ")
            .replaceAll("databases/(app_test|app_prod|c\\d)", "databases/DB")
            .replaceAll("\"specId\": \"[^\"]*\"", "\"specId\": \"SPEC\"")
            .replaceAll("\"id\": \"[-0-9a-f]{36}\"", "\"id\": \"SPEC\"")
            .replaceAll("users/[^\"]*", "users/SOMEBODY");
    boolean ofPlan = text.startsWith("{\"name\": \"projects/hr/plans/");
    return JsonParser.parseString(
        ofPlan ? text.replaceAll("\"title\": \"[^\"]*\"", "\"title\": \"T\"") : text);
  }
}
