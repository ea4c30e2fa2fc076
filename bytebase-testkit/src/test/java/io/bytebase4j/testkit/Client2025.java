package io.bytebase4j.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Takes the path of a change through a server of 2025, in the way of its age. */
final class Client2025 {

  static final String SPEC = "11111111-1111-5111-8111-111111111111";

  final LocalBytebase bytebase;
  final TestClient http;

  Client2025(LocalBytebase bytebase) {
    this.bytebase = bytebase;
    this.http = TestClient.serviceAccount(bytebase);
  }

  static String ddl(String version, String sql) {
    return file("m/" + version + ".sql", version, "DDL", sql);
  }

  static String dml(String version, String sql) {
    return file("m/" + version + ".sql", version, "DML", sql);
  }

  static String file(String path, String version, String changeType, String sql) {
    String statement = Base64.getEncoder().encodeToString(sql.getBytes(StandardCharsets.UTF_8));
    return """
        {"path": "%s", "type": "VERSIONED", "version": "%s", "changeType": "%s", "statement": "%s"}"""
        .formatted(path, version, changeType, statement);
  }

  Reply check(List<String> targets, String... files) {
    String body = "{\"release\": {\"files\": [%s]}, \"targets\": [%s]}";
    return http.post(
        "/v1/projects/hr/releases:check",
        body.formatted(String.join(", ", files), quoted(targets)));
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(t -> '"' + t + '"').collect(Collectors.joining(", "));
  }

  /** Makes a release and returns its name. */
  String release(String... files) {
    String body = "{\"title\": \"t\", \"files\": [" + String.join(", ", files) + "]}";
    return http.post("/v1/projects/hr/releases", body).at("name");
  }

  /** Previews a plan, as in May. */
  Reply preview(String release, boolean allowOutOfOrder, List<String> targets) {
    String body = "{\"release\": \"%s\", \"targets\": [%s], \"allowOutOfOrder\": %s}";
    return http.post(
        "/v1/projects/hr:previewPlan", body.formatted(release, quoted(targets), allowOutOfOrder));
  }

  /** Makes a plan and returns its name. */
  String plan(String release, List<String> targets) {
    if (bytebase.version().equals("3.6.2")) {
      JsonObject plan = preview(release, true, targets).json().getAsJsonObject("plan");
      return http.post("/v1/projects/hr/plans", plan.toString()).at("name");
    }
    String body =
        """
        {"title": "x", "description": "d", "specs": [{"id": "%s", "changeDatabaseConfig":\
         {"targets": [%s], "release": "%s"}}]}""";
    return http.post("/v1/projects/hr/plans", body.formatted(SPEC, quoted(targets), release))
        .at("name");
  }

  Reply rollout(String plan, String query) {
    return http.post("/v1/projects/hr/rollouts" + query, "{\"plan\": \"" + plan + "\"}");
  }

  /** Makes release, plan and rollout and returns the rollout. */
  Reply rollOut(List<String> targets, String... files) {
    return rollout(plan(release(files), targets), "");
  }

  /** Runs tasks of one stage. */
  Reply run(String... tasks) {
    return runWith("", tasks);
  }

  Reply runWith(String more, String... tasks) {
    String stage = tasks[0].substring(0, tasks[0].indexOf("/tasks/"));
    return http.post(
        "/v1/" + stage + "/tasks:batchRun",
        "{\"tasks\": [" + quoted(List.of(tasks)) + "]" + more + "}");
  }

  Reply skip(String task) {
    String stage = task.substring(0, task.indexOf("/tasks/"));
    return http.post(
        "/v1/" + stage + "/tasks:batchSkip", "{\"tasks\": [\"" + task + "\"], \"reason\": \"r\"}");
  }

  Reply cancel(String run) {
    String task = run.substring(0, run.indexOf("/taskRuns/"));
    return http.post(
        "/v1/" + task + "/taskRuns:batchCancel",
        "{\"taskRuns\": [\"" + run + "\"], \"reason\": \"r\"}");
  }

  Reply get(String name) {
    return http.get("/v1/" + name);
  }

  /** The names of the tasks of a stage. */
  static String[] tasks(Reply rollout, int stage) {
    JsonArray stages = rollout.json().getAsJsonArray("stages");
    return stages.get(stage).getAsJsonObject().getAsJsonArray("tasks").asList().stream()
        .map(task -> task.getAsJsonObject().get("name").getAsString())
        .toArray(String[]::new);
  }

  /** The statuses of the tasks of a stage. */
  List<String> statuses(Reply rollout, int stage) {
    Reply now = get(rollout.at("name"));
    return now
        .json()
        .getAsJsonArray("stages")
        .get(stage)
        .getAsJsonObject()
        .getAsJsonArray("tasks")
        .asList()
        .stream()
        .map(task -> task.getAsJsonObject().get("status").getAsString())
        .toList();
  }

  /** Waits until the tasks of a stage have these statuses. */
  void await(Reply rollout, int stage, String... statuses) {
    Await.until(() -> statuses(rollout, stage), List.of(statuses)::equals);
  }

  /** The newest run of a task. */
  JsonObject latestRun(String task) {
    JsonArray runs = get(task + "/taskRuns").json().getAsJsonArray("taskRuns");
    return runs.get(runs.size() - 1).getAsJsonObject();
  }
}
