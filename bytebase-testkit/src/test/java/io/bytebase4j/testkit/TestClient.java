package io.bytebase4j.testkit;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Talks plain HTTP to a {@link LocalBytebase}. */
final class TestClient {

  static final String TEST = "instances/test-pg/databases/app_test";
  static final String PROD = "instances/prod-pg/databases/app_prod";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String token;

  private TestClient(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  static TestClient nobody(LocalBytebase bytebase) {
    return new TestClient(bytebase.url(), "");
  }

  static TestClient serviceAccount(LocalBytebase bytebase) {
    return signedIn(bytebase, bytebase.serviceAccount(), bytebase.serviceAccountSecret());
  }

  static TestClient admin(LocalBytebase bytebase) {
    return signedIn(bytebase, bytebase.adminEmail(), bytebase.adminPassword());
  }

  private static TestClient signedIn(LocalBytebase bytebase, String email, String password) {
    JsonObject body = new JsonObject();
    body.addProperty("email", email);
    body.addProperty("password", password);
    Reply reply = nobody(bytebase).post("/v1/auth/login", body.toString());
    return withToken(bytebase, reply.at("token"));
  }

  static TestClient withToken(LocalBytebase bytebase, String token) {
    return new TestClient(bytebase.url(), token);
  }

  String token() {
    return token;
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply post(String path, String body) {
    return send("POST", path, body);
  }

  Reply send(String method, String path, String body) {
    try {
      return trySend(method, path, body);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  Reply trySend(String method, String path, String body) throws IOException {
    try {
      return Reply.of(http.send(request(method, path, body), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends and returns as soon as the headers of the answer are there. */
  HttpResponse<InputStream> postAndStream(String path, String body) {
    return http.sendAsync(request("POST", path, body), BodyHandlers.ofInputStream()).join();
  }

  private HttpRequest request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  /** A migration file for a request. */
  static String file(String path, String version, String sql) {
    String statement = Base64.getEncoder().encodeToString(sql.getBytes(StandardCharsets.UTF_8));
    return "{\"path\": \"%s\", \"version\": \"%s\", \"statement\": \"%s\"}"
        .formatted(path, version, statement);
  }

  static String release(String... files) {
    return "{\"type\": \"VERSIONED\", \"files\": [" + String.join(", ", files) + "]}";
  }

  Reply check(List<String> targets, String... files) {
    String body = "{\"release\": %s, \"targets\": [%s]}";
    return post("/v1/projects/hr/releases:check", body.formatted(release(files), quoted(targets)));
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(t -> '"' + t + '"').collect(Collectors.joining(", "));
  }

  /** Makes a release and returns its name. */
  String createRelease(String... files) {
    return post("/v1/projects/hr/releases", release(files)).at("name");
  }

  /** Makes a plan and returns its name. */
  String createPlan(String release, String... targets) {
    String body =
        """
        {"title": "x", "specs": [{"id": "11111111-1111-5111-8111-111111111111", "changeDatabaseConfig":\
         {"targets": [%s], "release": "%s"}}]}""";
    return post("/v1/projects/hr/plans", body.formatted(quoted(List.of(targets)), release))
        .at("name");
  }

  /** Makes release, plan and rollout and returns the rollout. */
  Reply rollOut(List<String> targets, String... files) {
    String plan = createPlan(createRelease(files), targets.toArray(String[]::new));
    return post("/v1/" + plan + "/rollout", "{}");
  }

  Reply run(String task) {
    return run(task, "");
  }

  Reply run(String task, String moreJson) {
    String stage = task.substring(0, task.indexOf("/tasks/"));
    return post(
        "/v1/" + stage + "/tasks:batchRun", "{\"tasks\": [\"" + task + "\"]" + moreJson + "}");
  }

  Reply cancel(String taskRun) {
    String task = taskRun.substring(0, taskRun.indexOf("/taskRuns/"));
    return post("/v1/" + task + "/taskRuns:batchCancel", "{\"taskRuns\": [\"" + taskRun + "\"]}");
  }

  Reply runs(String task) {
    return get("/v1/" + task + "/taskRuns");
  }

  /** Waits until the newest run of a task has a status, and returns the runs. */
  Reply await(String task, String status) {
    return Await.until(
        () -> runs(task),
        runs -> {
          var list = runs.json().getAsJsonArray("taskRuns");
          return list != null
              && list.get(list.size() - 1)
                  .getAsJsonObject()
                  .get("status")
                  .getAsString()
                  .equals(status);
        });
  }

  /** Runs a task and waits for its end. */
  Reply runTo(String task, String status) {
    run(task);
    return await(task, status);
  }
}
