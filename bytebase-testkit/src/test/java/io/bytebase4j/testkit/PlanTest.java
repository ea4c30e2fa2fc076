package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.PROD;
import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalBytebaseExtension.class)
class PlanTest {

  private static final String PLANS = "/v1/projects/hr/plans";

  private static String release(TestClient client) {
    return client.createRelease(file("m/1.sql", "1", "SELECT 1;"));
  }

  @Test
  void takesOddPlansAsTheRealServerDoes(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String release = release(client);
    String none = client.createPlan(release);
    assertThat(client.post("/v1/" + none + "/rollout", "{}").json().has("stages")).isFalse();
    String twice = client.createPlan(release, TEST, TEST);
    Reply rollout = client.post("/v1/" + twice + "/rollout", "{}");
    assertThat(rollout.at("stages.0.tasks.1.target")).isEqualTo(TEST);
    String noUuid =
        "{\"specs\": [{\"id\": \"x\", \"changeDatabaseConfig\": {\"release\": \""
            + release
            + "\"}}]}";
    assertThat(client.post(PLANS, noUuid).status()).isEqualTo(200);
    assertThat(client.post(PLANS, noUuid).at("name")).isNotEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"specs": []}                                          | 400 | failed to validate plan specs: the plan has zero spec
          {"specs": [{"changeDatabaseConfig": {}}]}              | 400 | failed to validate plan specs: spec id cannot be empty
          {"specs": [{"id": "a", "createDatabaseConfig": {}}]}   | 501 | bytebase-testkit has no measurement of the real server for a spec without changeDatabaseConfig
          {"specs": [{"id": "a", "changeDatabaseConfig": {"sheet": "s"}}]} | 501 | bytebase-testkit has no measurement of the real server for changeDatabaseConfig.sheet
          {"titel": "a"}                                         | 400 | proto:~(line 1:2): unknown field "titel"
          """)
  void refusesOtherPlans(String body, int status, String message, LocalBytebase bytebase) {
    Reply reply = TestClient.serviceAccount(bytebase).post(PLANS, body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.message()).isEqualTo(message.replace('~', '\u00a0'));
  }

  @Test
  void listsRolloutsPageByPage(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String release = release(client);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String plan = client.createPlan(release, TEST, PROD);
      made.add(0, client.post("/v1/" + plan + "/rollout", "{}").at("name"));
    }
    client.createPlan(release, TEST);
    List<String> listed = new ArrayList<>();
    String token = "";
    do {
      Reply page = client.get("/v1/projects/hr/rollouts?pageSize=5&pageToken=" + token);
      page.json()
          .getAsJsonArray("rollouts")
          .forEach(r -> listed.add(r.getAsJsonObject().get("name").getAsString()));
      token = page.json().has("nextPageToken") ? page.at("nextPageToken").replace("=", "%3D") : "";
    } while (!token.isEmpty());
    assertThat(listed).isEqualTo(made);
    Reply defaultPage = client.get("/v1/projects/hr/rollouts");
    assertThat(defaultPage.json().getAsJsonArray("rollouts")).hasSize(10);
    assertThat(defaultPage.at("nextPageToken")).isEqualTo("CAoQCg==");
    assertThat(client.get("/v1/projects/hr/rollouts?pageToken=garbage").message())
        .isEqualTo(
            "invalid page token: failed to decode page token: illegal base64 data at input byte 4");
    String since = "update_time%20%3E%3D%20%22";
    assertThat(
            client
                .get("/v1/projects/hr/rollouts?filter=" + since + "2999-01-01T00:00:00Z%22")
                .text())
        .isEqualTo("{}");
    assertThat(
            client
                .get("/v1/projects/hr/rollouts?filter=" + since + "2000-01-01T00:00:00Z%22")
                .text())
        .contains(made.get(0));
  }

  @Test
  void saysWhereThereIsNoMeasurement(LocalBytebase bytebase) {
    TestClient client = TestClient.serviceAccount(bytebase);
    String plan = client.createPlan(release(client), TEST);
    Reply reply = client.post("/v1/" + plan + "/rollout", "{\"target\": \"environments/nope\"}");
    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.message()).contains("target");
    String body = "{\"release\": {\"type\": \"DECLARATIVE\", \"files\": []}, \"targets\": []}";
    assertThat(client.post("/v1/projects/hr/releases:check", body).status()).isEqualTo(501);
  }
}
