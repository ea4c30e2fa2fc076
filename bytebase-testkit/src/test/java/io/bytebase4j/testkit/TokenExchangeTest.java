package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static io.bytebase4j.testkit.TestClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in with the token of an issuer, compared with the real server. */
@ExtendWith(LocalBytebaseExtension.class)
class TokenExchangeTest {

  private static final String ISSUER = "https://issuer.example/oidc";
  private static final String CI = "ci@workload.bytebase.com";
  private static final String MAIN = "repo:acme/app:ref:main";
  private static final Instant NOW = Instant.parse("2030-01-01T12:34:56Z");

  /** Why a measured exchange is not sent. */
  private static final Map<String, String> NOT_REPLAYED =
      Map.of(
          "its run", "what the run is doing at that moment differs",
          "unknown key id", "the testkit has no keys",
          "no key id", "the testkit has no keys",
          "signed by someone else", "the testkit does not verify signatures",
          "payload is no JSON", "Go's words for broken JSON are not written again here",
          "payload is a list", "Go's words for the wrong JSON are not written again here",
          "token YQ.YQ.YQ", "Go's words for broken JSON are not written again here");

  private static LocalPostgres postgres;

  private final ManualClock clock = new ManualClock(NOW);
  private final LocalBytebase bytebase;
  private String accessToken = "";

  TokenExchangeTest() {
    bytebase = identities(LocalBytebase.builder().postgres(postgres).clock(clock)).start();
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  private static LocalBytebaseBuilder identities(LocalBytebaseBuilder builder) {
    return builder
        .workloadIdentity(CI, ISSUER, List.of("aud-1", "aud-2"), "repo:acme/app:*")
        .workloadIdentity("open@workload.bytebase.com", ISSUER, List.of(), "")
        .workloadIdentity("exact@workload.bytebase.com", ISSUER, List.of("aud-1"), MAIN);
  }

  @TestFactory
  Stream<DynamicTest> exchanges() {
    return Measured.all("token-exchange").stream()
        .filter(m -> !NOT_REPLAYED.containsKey(m.title()))
        .map(m -> DynamicTest.dynamicTest(m.title(), () -> replay(m)));
  }

  @Test
  void whatIsNotReplayedIsThere() {
    assertThat(Measured.all("token-exchange").stream().map(Measured::title))
        .containsAll(NOT_REPLAYED.keySet());
  }

  private void replay(Measured measured) {
    TestClient client =
        TestClient.withToken(bytebase, measured.as().equals("nobody") ? "" : accessToken);
    Reply reply =
        measured.replay(
            client,
            measured
                .body()
                .replace("OIDC_TOKEN", token(measured.json()))
                .replaceAll("release_\\d{8}", "release_20300101"));
    if (reply.json().has("accessToken")) {
      accessToken = reply.at("accessToken");
    }
  }

  /** A token with the claims that were sent, whose times were written down as seconds from then. */
  private static String token(JsonObject measured) {
    JsonObject claims = new JsonObject();
    if (measured.has("claims")) {
      claims = measured.getAsJsonObject("claims").deepCopy();
      for (String time : List.of("exp", "iat", "nbf")) {
        if (claims.get(time) instanceof JsonPrimitive seconds && seconds.isNumber()) {
          claims.addProperty(time, NOW.getEpochSecond() + seconds.getAsLong());
        }
      }
    }
    return measured.has("header")
        ? OidcTokens.of(measured.getAsJsonObject("header"), claims)
        : OidcTokens.of(claims);
  }

  private Reply exchange(long expiry) {
    JsonObject body = new JsonObject();
    body.addProperty("email", CI);
    body.addProperty("token", OidcTokens.of(OidcTokens.claims(ISSUER, "aud-1", MAIN, expiry)));
    return TestClient.nobody(bytebase).post("/v1/auth:exchangeToken", body.toString());
  }

  @Test
  void theClockOfTheServerEndsBothTokens() {
    assertThat(exchange(NOW.getEpochSecond() - 1).message())
        .isEqualTo("token validation failed: token has expired");
    Reply reply = exchange(NOW.getEpochSecond());
    TestClient client = TestClient.withToken(bytebase, reply.at("accessToken"));
    clock.pass(Duration.ofMinutes(59));
    assertThat(client.get("/v1/actuator/info").status()).isEqualTo(200);
    clock.pass(Duration.ofMinutes(1));
    assertThat(client.get("/v1/actuator/info").message()).isEqualTo("access token expired");
  }

  @Test
  void whatItMakesCarriesItsName() {
    TestClient client =
        TestClient.withToken(bytebase, exchange(NOW.getEpochSecond() + 1).at("accessToken"));
    String task =
        client
            .rollOut(List.of(TEST), file("m/2.sql", "2", "SELECT 1;"))
            .at("stages.0.tasks.0.name");
    assertThat(client.runTo(task, "DONE").at("taskRuns.0.creator")).isEqualTo("users/" + CI);
  }

  @Test
  void aTokenOfWhichNothingWasMeasuredIsNotJudged() {
    for (String payload : List.of("hello", "[]", "{\"sub\": 5}", "{\"aud\": [5]}")) {
      String token =
          OidcTokens.part("{\"alg\": \"ES256\"}") + "." + OidcTokens.part(payload) + ".c2ln";
      String body = "{\"token\": \"%s\", \"email\": \"%s\"}".formatted(token, CI);
      Reply reply = TestClient.nobody(bytebase).post("/v1/auth:exchangeToken", body);
      assertThat(reply.status()).as(payload).isEqualTo(501);
    }
  }

  @Test
  void refusesIdentitiesThatCouldNeverSignIn() {
    LocalBytebaseBuilder builder = identities(LocalBytebase.builder());
    assertThatThrownBy(() -> builder.workloadIdentity(CI, ISSUER, List.of(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already");
    for (String email : List.of("ci", "Ci@workload.bytebase.com", "ci@service.bytebase.com")) {
      assertThatThrownBy(() -> builder.workloadIdentity(email, ISSUER, List.of(), ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(email);
    }
    for (String issuer :
        List.of(
            "http://issuer.example",
            "issuer",
            "https://localhost:1/x",
            "https://10.0.0.1",
            "https:x")) {
      assertThatThrownBy(
              () -> builder.workloadIdentity("x@workload.bytebase.com", issuer, List.of(), ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(issuer);
    }
  }
}
