package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys, tokens and accounts that stop being good, compared with the real server. */
@ExtendWith(LocalBytebaseExtension.class)
class AccountsTest {

  private static final String CI = "ci@workload.bytebase.com";
  private static final String ISSUER = "https://issuer.example/oidc";
  private static final String MEASURED_ACCOUNT = "rotated@service.bytebase.com";

  /** Why a measured exchange is not sent. */
  private static final Map<String, String> NOT_REPLAYED =
      Map.of(
          "a call of an account that lost its role", "roles are fixed here",
          "login of an account that lost its role", "roles are fixed here",
          "another account meanwhile", "there is one service account here");

  private static LocalPostgres postgres;

  private final ManualClock clock = new ManualClock(Instant.parse("2030-01-01T12:34:56Z"));
  private final LocalBytebase bytebase;

  /** What stands for keys and tokens in the measurement. */
  private final Map<String, String> secrets = new HashMap<>();

  AccountsTest() {
    bytebase =
        LocalBytebase.builder()
            .postgres(postgres)
            .clock(clock)
            .workloadIdentity(CI, ISSUER, List.of("aud-1", "aud-2"), "repo:acme/app:*")
            .start();
  }

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @AfterEach
  void close() {
    bytebase.close();
  }

  @TestFactory
  Stream<DynamicTest> rotationDeletionAndLockout() {
    secrets.put("KEY_1", bytebase.serviceAccountSecret());
    return Measured.all("accounts").stream()
        .filter(m -> !NOT_REPLAYED.containsKey(m.title()))
        .map(m -> DynamicTest.dynamicTest(m.title(), () -> replay(m)));
  }

  @TestFactory
  Stream<DynamicTest> deletionOfAWorkloadIdentity() {
    secrets.put("ACCESS_TOKEN", exchange().at("accessToken"));
    secrets.put("OIDC_TOKEN", oidcToken());
    return Measured.all("workload-identity-deleted").stream()
        .map(m -> DynamicTest.dynamicTest(m.title(), () -> replay(m)));
  }

  /** What the admin did there by a call is done here by a method. */
  private void replay(Measured measured) {
    String account = measured.path().contains(CI) ? CI : bytebase.serviceAccount();
    switch (measured.title()) {
      case "rotate the key" -> secrets.put("KEY_2", bytebase.rotateServiceAccountKey());
      case "rotate the key of a deleted account" ->
          assertThatIllegalStateException().isThrownBy(bytebase::rotateServiceAccountKey);
      case "delete the account", "delete the identity" -> bytebase.deleteAccount(account);
      case "delete the account again" ->
          assertThatIllegalStateException().isThrownBy(() -> bytebase.deleteAccount(account));
      case "undelete the account", "undelete the identity" -> bytebase.undeleteAccount(account);
      case "undelete the account again" ->
          assertThatIllegalStateException().isThrownBy(() -> bytebase.undeleteAccount(account));
      default -> send(measured);
    }
  }

  private void send(Measured recorded) {
    Measured measured = recorded.with(MEASURED_ACCOUNT, bytebase.serviceAccount());
    TestClient client = TestClient.withToken(bytebase, secrets.getOrDefault(measured.as(), ""));
    String body = measured.body();
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      body = body.replace(secret.getKey(), secret.getValue());
    }
    Reply reply = measured.replay(client, body);
    if (reply.json().has("token")) {
      secrets.put(
          measured.json().getAsJsonObject("answer").get("token").getAsString(), reply.at("token"));
    }
  }

  private String oidcToken() {
    long expiry = clock.instant().getEpochSecond() + 600;
    return OidcTokens.of(OidcTokens.claims(ISSUER, "aud-1", "repo:acme/app:ref:main", expiry));
  }

  private Reply exchange() {
    JsonObject body = new JsonObject();
    body.addProperty("email", CI);
    body.addProperty("token", oidcToken());
    return TestClient.nobody(bytebase).post("/v1/auth:exchangeToken", body.toString());
  }

  private Reply signIn(String key) {
    JsonObject body = new JsonObject();
    body.addProperty("email", bytebase.serviceAccount());
    body.addProperty("password", key);
    return TestClient.nobody(bytebase).post("/v1/auth/login", body.toString());
  }

  @Test
  void badTokensAreRefusedInTheServersWords() {
    Map<String, TestClient> callers = new HashMap<>();
    TestClient before = TestClient.serviceAccount(bytebase);
    callers.put("nobody", TestClient.nobody(bytebase));
    callers.put("a broken token", TestClient.withToken(bytebase, "abc.def.ghi"));
    callers.put("TOKEN_1", before);
    callers.put("a token signed with another secret", before);
    callers.put("an expired token signed with another secret", before);
    bytebase.replaceTokenSecret();
    callers.put("TOKEN_2", TestClient.serviceAccount(bytebase));
    TestClient expired = TestClient.serviceAccount(bytebase);
    callers.put("an expired token", expired);

    Map<String, Measured> tokens = new HashMap<>();
    Measured.all("tokens").forEach(m -> tokens.put(m.title(), m));
    for (String title :
        List.of(
            "a token signed with another secret",
            "users/me without a token",
            "users/me with a broken token",
            "a token from before the secret was replaced",
            "a call with the new token")) {
      replay(tokens, callers, title);
    }
    clock.pass(Duration.ofHours(1));
    for (String title :
        List.of(
            "an expired token",
            "an expired token signed with another secret",
            "users/me with an expired token",
            "login sent with an expired token")) {
      replay(tokens, callers, title);
    }
  }

  private static void replay(
      Map<String, Measured> measured, Map<String, TestClient> callers, String title) {
    Measured one = Objects.requireNonNull(measured.get(title), title);
    one.replay(Objects.requireNonNull(callers.get(one.as()), title));
  }

  @Test
  void theNewKeyIsTheOneToSignInWith() {
    String old = bytebase.serviceAccountSecret();
    String rotated = bytebase.rotateServiceAccountKey();
    assertThat(rotated).startsWith("bbs_").hasSize(24).isNotEqualTo(old);
    assertThat(bytebase.serviceAccountSecret()).isEqualTo(rotated);
    assertThat(signIn(old).status()).isEqualTo(401);
    assertThat(signIn(rotated).status()).isEqualTo(200);
  }

  @Test
  void aLockoutEndsTenMinutesAfterTheFailures() {
    for (int i = 0; i < 10; i++) {
      assertThat(signIn("wrong").status()).isEqualTo(401);
    }
    Reply locked = signIn(bytebase.serviceAccountSecret());
    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.raw().headers().map()).doesNotContainKey("retry-after");
    assertThat(TestClient.admin(bytebase).token()).as("of another account").isNotEmpty();
    clock.pass(Duration.ofMinutes(10));
    assertThat(signIn(bytebase.serviceAccountSecret()).status()).isEqualTo(429);
    clock.pass(Duration.ofSeconds(1));
    assertThat(signIn(bytebase.serviceAccountSecret()).status()).isEqualTo(200);
  }

  @Test
  void onlyWhatIsThereCanBeDeleted() {
    for (String email : List.of(bytebase.adminEmail(), "x@service.bytebase.com")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bytebase.deleteAccount(email))
          .withMessageContaining(email);
      assertThatIllegalArgumentException().isThrownBy(() -> bytebase.undeleteAccount(email));
    }
  }

  @Test
  void aDeletionLeavesOthersAlone() {
    TestClient ci = TestClient.withToken(bytebase, exchange().at("accessToken"));
    bytebase.deleteAccount(bytebase.serviceAccount());
    assertThat(ci.get("/v1/actuator/info").status()).isEqualTo(200);
    assertThat(TestClient.admin(bytebase).get("/v1/actuator/info").status()).isEqualTo(200);
  }
}
