package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalBytebaseExtension.class)
class BuilderTest {

  private static LocalPostgres postgres;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  private static LocalBytebaseBuilder builder() {
    return LocalBytebase.builder().postgres(postgres);
  }

  @Test
  void describesAnotherLayout() {
    try (LocalBytebase bytebase =
        builder()
            .project("shop")
            .environment("dev")
            .environment("prod")
            .database("prod", "eu", "orders")
            .database("prod", "us", "orders")
            .database("dev", "eu", "orders_dev")
            .start()) {
      assertThat(bytebase.project()).isEqualTo("projects/shop");
      assertThat(bytebase.targets())
          .containsExactly(
              "instances/eu/databases/orders",
              "instances/us/databases/orders",
              "instances/eu/databases/orders_dev");
      assertThatThrownBy(() -> bytebase.jdbcUrl("instances/x/databases/y"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("instances/eu/databases/orders");
      TestClient client = TestClient.serviceAccount(bytebase);
      String body = TestClient.release(file("m/1.sql", "1", "SELECT 1;"));
      String release = client.post("/v1/projects/shop/releases", body).at("name");
      String plan =
          """
          {"specs": [{"id": "s", "changeDatabaseConfig": {"release": "%s", "targets": [
           "instances/us/databases/orders", "instances/eu/databases/orders_dev"]}}]}"""
              .formatted(release);
      String name = client.post("/v1/projects/shop/plans", plan).at("name");
      Reply rollout = client.post("/v1/" + name + "/rollout", "{}");
      assertThat(rollout.at("stages.0.id")).isEqualTo("dev");
      assertThat(rollout.at("stages.1.tasks.0.target")).isEqualTo("instances/us/databases/orders");
      assertThat(client.get("/v1/projects/hr/rollouts").message())
          .isEqualTo("project \"hr\" not found");
    }
  }

  @Test
  void refusesIdsThatAreNone() {
    assertThatThrownBy(() -> builder().project("projects/hr"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().database("test", "", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTokenEndsWhenTheClockSaysSo() {
    ManualClock clock = new ManualClock(Instant.parse("2030-01-01T12:34:56Z"));
    try (LocalBytebase bytebase =
        builder().clock(clock).accessTokenLifetime(Duration.ofMinutes(5)).start()) {
      TestClient client = TestClient.serviceAccount(bytebase);
      JsonObject claims = claims(client.token());
      assertThat(claims.get("exp").getAsLong() - claims.get("iat").getAsLong()).isEqualTo(300);
      assertThat(client.createRelease(file("m/1.sql", "1", "SELECT 1;")))
          .isEqualTo("projects/hr/releases/release_20300101-RC00");
      clock.pass(Duration.ofMinutes(5));
      assertThat(client.get("/v1/actuator/info").message()).isEqualTo("access token expired");
    }
  }

  private static JsonObject claims(String token) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  @Test
  void theDefaultTokenLivesForAnHour() {
    try (LocalBytebase bytebase = builder().start()) {
      JsonObject claims = claims(TestClient.serviceAccount(bytebase).token());
      assertThat(claims.get("exp").getAsLong() - claims.get("iat").getAsLong()).isEqualTo(3600);
      assertThat(claims.getAsJsonArray("aud")).hasToString("[\"bb.user.access\"]");
      assertThat(claims.keySet())
          .containsExactly("iss", "sub", "aud", "exp", "iat", "workspace_id");
      assertThat(bytebase).hasToString("LocalBytebase[" + bytebase.url() + "]");
    }
  }

  @Test
  void withoutAReviewPolicyTheRulesAreSilent() {
    try (LocalBytebase bytebase = builder().sqlReview(false).start()) {
      TestClient client = TestClient.serviceAccount(bytebase);
      String check =
          client.check(bytebase.targets(), file("m/1.sql", "1", "CREATE TABLE t (a int)")).text();
      assertThat(check).doesNotContain("advices");
    }
  }

  @Test
  void theAdminMayDoWhatTheServiceAccountMayNot() {
    try (LocalBytebase bytebase = builder().start()) {
      TestClient admin = TestClient.admin(bytebase);
      assertThat(admin.get("/v1/projects/hr").at("title")).isEqualTo("HR");
      assertThat(admin.get("/v1/projects/hr/releases").text()).isEqualTo("{}");
      Reply sheet = admin.get("/v1/projects/hr/sheets/abc");
      assertThat(sheet.status()).isEqualTo(501);
      assertThat(sheet.message()).contains("no measurement");
    }
  }

  @Test
  void aFullReviewStopsAtFiftyAndFifty() {
    try (LocalBytebase bytebase = builder().start()) {
      TestClient client = TestClient.serviceAccount(bytebase);
      String[] files = new String[60];
      for (int i = 0; i < files.length; i++) {
        // one error (no primary key) and one warning (may be NULL) each
        files[i] = file("m/" + i + ".sql", "" + i, "CREATE TABLE t" + i + " (a int);");
      }
      Reply answer = client.check(List.of(TestClient.TEST, TestClient.PROD), files);
      assertThat(answer.json().getAsJsonArray("results")).hasSize(50);
    }
  }
}
