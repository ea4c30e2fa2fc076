package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends the recorded requests to a {@link LocalBytebase} and compares what comes back with what was
 * recorded.
 */
@ExtendWith(LocalBytebaseExtension.class)
class FixtureReplayTest {

  private static final Map<Integer, Fixture> FIXTURES = Fixture.all("2026-08");

  /** Why a recorded exchange is not sent. */
  private static final Map<Set<Integer>, String> NOT_REPLAYED =
      Map.of(
          Set.of(48, 100), "declarative releases need a schema differ",
          Set.of(49), "AVAILABLE is over within a millisecond here; a run that waits is PENDING",
          Set.of(50, 51, 56), "administration of the workspace and the project",
          Set.of(53, 54, 55, 67), "issues and approval",
          Set.of(91, 92, 93), "administration of workload identities");

  private static final String ISSUER =
      "https://issuer.test:9443/2.0/workspaces/acme/pipelines-config/identity/oidc";
  private static final String AUDIENCE =
      "ari:cloud:bitbucket::workspace/11111111-2222-3333-4444-555555555555";

  private static LocalPostgres postgres;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  /** Prepares a scene. */
  interface Preparation {
    void prepare(Scene scene) throws Exception;
  }

  record Play(String name, Preparation preparation, List<Integer> fixtures) {}

  private static Play play(String name, Preparation preparation, Integer... fixtures) {
    return new Play(name, preparation, List.of(fixtures));
  }

  private static final String TABLE = "CREATE TABLE t (id SERIAL PRIMARY KEY, n TEXT NOT NULL);";
  private static final String T1 = "CREATE TABLE t1 (id SERIAL PRIMARY KEY, name TEXT);\n";

  private static final String T2 = "migration/202505141700_create_table_t2.sql";
  private static final String T2_SQL =
      "CREATE TABLE t2 (id SERIAL PRIMARY KEY, name TEXT NOT NULL);";

  private static List<Play> plays() {
    return List.of(
        play(
            "nothing was done yet",
            scene -> {},
            1,
            2,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            19,
            20,
            21,
            22,
            23,
            24,
            25,
            27,
            30,
            45,
            46,
            47,
            52,
            57,
            58,
            59,
            62,
            64,
            65,
            71,
            72,
            73,
            74,
            75,
            87,
            88),
        play("with another token", scene -> {}, 60, 61),
        play("with an issuer's token", scene -> {}, 94, 95, 96, 97, 98, 99),
        play(
            "t1 is in the test database",
            scene -> scene.sql(T1.replace("TEXT", "TEXT NOT NULL")),
            26),
        play(
            "the first file is applied to the test database",
            scene ->
                scene
                    .release("migration/202505141650_create_table_t1.sql", "202505141650", T1)
                    .rollout()
                    .runTest("DONE"),
            3,
            4,
            5,
            17,
            18,
            82,
            83,
            84),
        play("a release", scene -> scene.release(T2, "202505141700", T2_SQL), 28, 29, 63, 66),
        play("a plan", scene -> scene.release(TABLE).plan(), 31, 34),
        play(
            "two rollouts",
            scene -> scene.release(TABLE).rollout().runTest("DONE").rollout(),
            32,
            33),
        play(
            "a run that waits",
            scene -> scene.release(TABLE).busy().rollout().runTest("PENDING"),
            35),
        play(
            "a second release ran",
            scene ->
                scene
                    .release("SELECT 1;")
                    .rollout()
                    .runTest("DONE")
                    .release(T2, "202505141700", T2_SQL)
                    .rollout()
                    .runTest("DONE"),
            36),
        play(
            "a run at work",
            scene -> scene.release(Scene.SLEEP).rollout().runTest("RUNNING"),
            37,
            43,
            44,
            68),
        play("a failed run", scene -> scene.badRelease().rollout().runTest("FAILED"), 38, 39),
        play(
            "two failed runs",
            scene -> scene.badRelease().rollout().runTest("FAILED").runTest("FAILED"),
            40,
            41,
            42),
        play(
            "a cancelled run",
            scene -> scene.release(Scene.SLEEP).rollout().runTest("RUNNING").cancel(),
            69,
            70),
        play(
            "prod runs before test",
            scene -> scene.release(Scene.SLEEP).rollout().runProd("RUNNING"),
            76,
            77,
            78),
        play(
            "test is skipped while prod runs",
            scene ->
                scene.release(Scene.SLEEP).rollout().runProd("RUNNING").skip(", \"reason\": \"r\""),
            79,
            80),
        play("test is done", scene -> scene.release(TABLE).rollout().runTest("DONE"), 81),
        play("a run for later", scene -> scene.release(TABLE).rollout().runLater(), 85),
        play(
            "a run for later, cancelled and skipped",
            scene -> scene.release(TABLE).rollout().runProd("DONE").runLater().cancel().skip(""),
            86),
        play(
            "a plan for one database",
            scene -> scene.release(TABLE).rollout(List.of(TestClient.TEST)),
            89),
        play(
            "a failed run in one database",
            scene -> scene.badRelease().rollout(List.of(TestClient.TEST)).runTest("FAILED"),
            90));
  }

  private static List<Play> playsInAppS6() {
    return List.of(
        play(
            "app_s6 at work",
            scene -> scene.release(Scene.SLEEP).rollout().runTest("RUNNING"),
            101),
        play("app_s6 done", scene -> scene.release(TABLE).rollout().runTest("DONE"), 102),
        play(
            "app_s6 waits",
            scene -> scene.release(TABLE).busy().rollout().runTest("PENDING"),
            103));
  }

  @TestFactory
  Stream<DynamicTest> replay() {
    Stream<DynamicTest> usual =
        plays().stream().map(p -> DynamicTest.dynamicTest(p.name, () -> run(p, builder(p))));
    Stream<DynamicTest> appS6 =
        playsInAppS6().stream()
            .map(
                p ->
                    DynamicTest.dynamicTest(
                        p.name, () -> run(p, builder(p).database("test", "test-pg", "app_s6"))));
    return Stream.concat(usual, appS6);
  }

  /** The review policy came between the exchanges 25 and 26. */
  private static LocalBytebaseBuilder builder(Play play) {
    boolean policy = play.fixtures.stream().allMatch(n -> n > 25);
    return LocalBytebase.builder()
        .postgres(postgres)
        .sqlReview(policy)
        .workloadIdentity("bb-ci@workload.bytebase.com", ISSUER, List.of(AUDIENCE), "{aaaa}:*");
  }

  private static void run(Play play, LocalBytebaseBuilder builder) throws Exception {
    try (LocalBytebase bytebase = builder.start()) {
      Scene scene = new Scene(bytebase);
      play.preparation.prepare(scene);
      SoftAssertions softly = new SoftAssertions();
      for (int number : play.fixtures) {
        replay(scene, Objects.requireNonNull(FIXTURES.get(number)), softly);
      }
      softly.assertAll();
    }
  }

  private static void replay(Scene scene, Fixture fixture, SoftAssertions softly) {
    Reply reply =
        caller(scene, fixture)
            .send(
                fixture.method(),
                scene.localized(fixture.path()),
                scene.localized(fixture.body().replace("REDACTED_TOKEN", token(fixture))));
    softly.assertThat(reply.status()).as("status of %s", fixture).isEqualTo(fixture.status());
    softly
        .assertThat(normal(JsonParser.parseString(reply.text())))
        .as("body of %s", fixture)
        .isEqualTo(normal(fixture.expectedBody()));
    fixture
        .headers()
        .forEach(
            (name, value) ->
                softly
                    .assertThat(reply.raw().headers().firstValue(name))
                    .as("%s of %s", name, fixture)
                    .hasValue(value.getAsString()));
  }

  private static TestClient caller(Scene scene, Fixture fixture) {
    return switch (fixture.number()) {
      case 60 -> TestClient.withToken(scene.bytebase, "abc.def.ghi");
      case 61 -> TestClient.nobody(scene.bytebase);
      default -> scene.client;
    };
  }

  /** The token that was sent, which the fixture does not show; what it was, the answer tells. */
  private static String token(Fixture fixture) {
    long now = Instant.now().getEpochSecond();
    JsonObject claims =
        switch (fixture.number()) {
          case 95 -> OidcTokens.claims(ISSUER, "x", "{aaaa}:{s}", now + 60);
          case 96 -> OidcTokens.claims(ISSUER, AUDIENCE, "{bbbb}:{s}", now + 60);
          case 97 -> OidcTokens.claims(ISSUER, AUDIENCE, "{aaaa}:{s}", now - 60);
          default -> OidcTokens.claims(ISSUER, AUDIENCE, "{aaaa}:{s}", now + 60);
        };
    return OidcTokens.of(claims);
  }

  /** Without what differs from run to run. */
  private static JsonElement normal(JsonElement body) {
    return JsonParser.parseString(
        SpacedJson.write(body)
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll("\"(token|accessToken)\": \"[^\"]*\"", "\"$1\": \"TOKEN\"")
            .replaceAll("\"replicaId\": \"[^\"]*\"", "\"replicaId\": \"REPLICA\"")
            .replaceAll("projects/hr/releases/(gitops|rel|release)[-_0-9A-Za-z]+", "RELEASE")
            .replaceAll("(plans|tasks|taskRuns)/\\d+", "$1/ID")
            .replaceAll("(task|taskRun|task run) \\d+ ", "$1 ID ")
            .replaceAll("\"title\": \"release_[^\"]*\"", "\"title\": \"x\"")
            .replaceAll("\"specId\": \"[^\"]*\"", "\"specId\": \"SPEC\"")
            .replaceAll("\"id\": \"[-0-9a-f]{36}\"", "\"id\": \"SPEC\"")
            .replaceAll("\"title\": \"d\"", "\"title\": \"x\""));
  }

  @Test
  void everyFixtureIsReplayedOrHasAReason() {
    Set<Integer> accounted = new TreeSet<>();
    NOT_REPLAYED.keySet().forEach(accounted::addAll);
    List<Integer> replayed = new ArrayList<>();
    Stream.concat(plays().stream(), playsInAppS6().stream())
        .forEach(p -> replayed.addAll(p.fixtures));
    accounted.addAll(replayed);
    assertThat(accounted).containsExactlyElementsOf(FIXTURES.keySet());
    assertThat(replayed).doesNotHaveDuplicates();
  }
}
