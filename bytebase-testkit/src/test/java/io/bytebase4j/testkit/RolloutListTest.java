package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which rollouts a list shows, and when they changed. */
@ExtendWith(LocalBytebaseExtension.class)
class RolloutListTest {

  private static final Instant START = Instant.parse("2026-11-25T01:00:00Z");

  private static final ManualClock CLOCK = new ManualClock(START);
  private static LocalBytebase bytebase;
  private static Scene scene;

  /** Minute 1: plan of the first; 2: its run; 3: the second, skipped; 4: the third, not run. */
  @BeforeAll
  static void start(LocalPostgres shared) {
    bytebase = LocalBytebase.builder().postgres(shared).clock(CLOCK).start();
    scene = new Scene(bytebase).release("SELECT 1;");
    minute(1);
    scene.rollout(List.of(TEST));
    minute(2);
    scene.runTest("DONE");
    scene.rollout(List.of(TEST));
    minute(3);
    scene.skip("");
    scene.plan(List.of(TEST));
    minute(4);
    scene.client.post("/v1/projects/hr/plans/" + scene.plan + "/rollout", "{}");
  }

  private static void minute(int minute) {
    CLOCK.pass(Duration.between(CLOCK.instant(), START.plus(Duration.ofMinutes(minute))));
  }

  @AfterAll
  static void stop() {
    bytebase.close();
  }

  private static List<String> list(String filter) {
    String query = "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    Reply reply = scene.client.get("/v1/projects/hr/rollouts" + query);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().has("rollouts")
        ? reply.json().getAsJsonArray("rollouts").asList().stream()
            .map(RolloutListTest::number)
            .toList()
        : List.of();
  }

  private static String number(JsonElement rollout) {
    return rollout.getAsJsonObject().get("name").getAsString().replaceAll("\\D", "");
  }

  @TestFactory
  Stream<DynamicTest> refusesOtherFilters() {
    return Recorded.all().values().stream()
        .filter(r -> r.json().get("title").getAsString().startsWith("02-filter-"))
        .filter(r -> r.json().get("status").getAsInt() == 400)
        .map(
            r ->
                DynamicTest.dynamicTest(
                    r.json().get("title").getAsString(), () -> r.replay(scene)));
  }

  @Test
  void theNewestPlanComesFirst() {
    assertThat(list("")).containsExactly("103", "102", "101");
    assertThat(list("task_type in [\"DATABASE_MIGRATE\"]")).hasSize(3);
  }

  @Test
  void aFilterLooksAtTheNewestRunAndElseAtThePlan() {
    assertThat(list("update_time >= \"2026-11-25T01:02:00Z\""))
        .containsExactly("103", "102", "101");
    assertThat(list("update_time >= \"2026-11-25T01:03:00Z\""))
        .as("the plan is of minute 3, its rollout of minute 4; the skip of minute 3 does not show")
        .containsExactly("103");
    assertThat(list("update_time >= \"2026-11-25T01:04:00Z\"")).isEmpty();
    assertThat(
            list(
                "update_time <= \"2026-11-25T01:02:00Z\" && update_time >= \"2026-11-25T02:01:30+01:00\""))
        .containsExactly("102", "101");
    assertThat(list("task_type in [\"DATABASE_MIGRATE\"] && update_time <= '2026-11-25T01:02:00Z'"))
        .containsExactly("102", "101");
  }

  @Test
  void theTimeThatIsShownAlsoTellsWhenTheRolloutWasMade() {
    Reply list = scene.client.get("/v1/projects/hr/rollouts");
    assertThat(list.at("rollouts.0.createTime")).isEqualTo("2026-11-25T01:03:00Z");
    assertThat(list.at("rollouts.0.updateTime")).isEqualTo("2026-11-25T01:04:00Z");
    assertThat(list.at("rollouts.1.updateTime")).isEqualTo("2026-11-25T01:02:00Z");
    assertThat(list.at("rollouts.2.updateTime")).isEqualTo("2026-11-25T01:02:00Z");
  }
}
