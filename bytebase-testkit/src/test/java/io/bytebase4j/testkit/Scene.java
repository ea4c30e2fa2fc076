package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A server brought to the state that some of the recorded exchanges began with. */
final class Scene {

  static final String SLEEP = "SELECT pg_sleep(60);";

  final LocalBytebase bytebase;
  final TestClient client;

  /** What the recorded names are to be replaced by. */
  String plan = "101";

  String testTask = "101";
  String prodTask = "102";
  String run = "101";
  String release = "none";
  String sheet = "none";

  private int version;

  Scene(LocalBytebase bytebase) {
    this.bytebase = bytebase;
    this.client = TestClient.serviceAccount(bytebase);
  }

  Scene release(String sql) {
    version++;
    return release("m/" + version + ".sql", "" + version, sql);
  }

  Scene release(String path, String number, String sql) {
    release = client.createRelease(file(path, number, sql));
    Reply made = client.get("/v1/" + release);
    sheet = made.at("files.0.sheetSha256");
    return this;
  }

  Scene badRelease() {
    release =
        client.createRelease(
            file("m/300_ok.sql", "300", "CREATE TABLE ok1 (id INT PRIMARY KEY);"),
            file("m/301_bad.sql", "301", "INSERT INTO does_not_exist VALUES (1);"));
    return this;
  }

  Scene rollout() {
    return rollout(bytebase.targets());
  }

  Scene rollout(List<String> targets) {
    String name = client.createPlan(release, targets.toArray(String[]::new));
    plan = last(name);
    Reply rollout = client.post("/v1/" + name + "/rollout", "{}");
    testTask = last(rollout.at("stages.0.tasks.0.name"));
    if (targets.size() > 1) {
      prodTask = last(rollout.at("stages.1.tasks.0.name"));
    }
    return this;
  }

  Scene plan() {
    return plan(bytebase.targets());
  }

  Scene plan(List<String> targets) {
    plan = last(client.createPlan(release, targets.toArray(String[]::new)));
    return this;
  }

  /** Makes an issue for the plan. */
  Scene issue() {
    String body =
        "{\"type\": \"DATABASE_CHANGE\", \"title\": \"approve me\", \"description\": \"d\", \"plan\":"
            + " \"projects/hr/plans/%s\"}";
    TestClient.admin(bytebase).post("/v1/projects/hr/issues", body.formatted(plan));
    return this;
  }

  Scene runTest(String end) {
    return run(task("test"), end);
  }

  Scene runProd(String end) {
    return run(task("prod"), end);
  }

  private Scene run(String task, String end) {
    var runs = client.runTo(task, end).json().getAsJsonArray("taskRuns");
    run = last(runs.get(runs.size() - 1).getAsJsonObject().get("name").getAsString());
    return this;
  }

  /** Keeps the test database busy, so that whatever comes next has to wait. */
  Scene busy() {
    String releaseBefore = release;
    release(SLEEP).rollout(List.of(bytebase.targets().get(0))).runTest("RUNNING");
    release = releaseBefore;
    return this;
  }

  Scene skip(String moreJson) {
    String body = "{\"tasks\": [\"" + task("test") + "\"]" + moreJson + "}";
    client.post("/v1/" + rolloutName() + "/stages/test/tasks:batchSkip", body);
    return this;
  }

  Scene runLater() {
    client.run(task("test"), ", \"runTime\": \"2099-01-01T00:00:00Z\"");
    run = last(client.await(task("test"), "PENDING").at("taskRuns.0.name"));
    return this;
  }

  Scene cancel() {
    client.cancel(task("test") + "/taskRuns/" + run);
    client.await(task("test"), "CANCELED");
    return this;
  }

  Scene sql(String sql) throws SQLException {
    try (Connection connection = bytebase.dataSource(TEST).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return this;
  }

  String task(String stage) {
    String id = stage.equals("test") ? testTask : prodTask;
    return rolloutName() + "/stages/" + stage + "/tasks/" + id;
  }

  private String rolloutName() {
    return "projects/hr/plans/" + plan + "/rollout";
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** A recorded text with the names of this scene. */
  String localized(String recorded) {
    return recorded
        .replaceAll("plans/(?!99999)\\d+", "plans/" + plan)
        .replaceAll("stages/test/tasks/(?!99999)\\d+", "stages/test/tasks/" + testTask)
        .replaceAll("stages/prod/tasks/\\d+", "stages/prod/tasks/" + prodTask)
        .replaceAll("taskRuns/\\d+", "taskRuns/" + run)
        .replaceAll("projects/hr/releases/(gitops|rel|release)[-_0-9A-Za-z]+", release)
        .replaceAll("sheets/822ae[0-9a-f]+", "sheets/" + sheet)
        .replace("REDACTED_SECRET", bytebase.serviceAccountSecret());
  }
}
