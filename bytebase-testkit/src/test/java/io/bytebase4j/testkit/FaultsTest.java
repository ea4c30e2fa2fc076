package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.file;
import static io.bytebase4j.testkit.TestClient.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalBytebaseExtension.class)
class FaultsTest {

  private static final String RELEASES = "/v1/projects/hr/releases";
  private static final String BODY = release(file("m/1.sql", "1", "SELECT 1;"));

  private LocalBytebase bytebase;
  private TestClient client;

  FaultsTest(LocalBytebase ofTheClass) {
    bytebase = ofTheClass;
    client = TestClient.nobody(ofTheClass);
  }

  @BeforeEach
  void signIn(LocalBytebase ofTheTest) {
    assertThat(ofTheTest).isNotSameAs(bytebase);
    bytebase = ofTheTest;
    client = TestClient.serviceAccount(ofTheTest);
  }

  private int releases() {
    Reply list = TestClient.admin(bytebase).get(RELEASES);
    return list.json().has("releases") ? list.json().getAsJsonArray("releases").size() : 0;
  }

  private Faults.Matching nextPost() {
    return bytebase.faults().next(1, "post", RELEASES);
  }

  @Test
  void answersInstead() {
    Faults.Rule rule =
        bytebase
            .faults()
            .next(2, "POST", "/v1/projects/[^/]+/releases")
            .answer(503, Map.of("Retry-After", "1"), "busy");
    assertThat(client.post(RELEASES + "?releaseIdTimezone=UTC", BODY).status()).isEqualTo(503);
    Reply second = client.post(RELEASES, BODY);
    assertThat(second.text()).isEqualTo("busy");
    assertThat(second.raw().headers().firstValue("Retry-After")).hasValue("1");
    assertThat(client.post(RELEASES, BODY).status()).isEqualTo(200);
    assertThat(rule.fired()).isEqualTo(2);
    assertThat(releases()).isEqualTo(1);
    assertThat(rule).hasToString("POST /v1/projects/[^/]+/releases: 2 of 2");
  }

  @Test
  void dropsTheConnectionBeforeProcessing() {
    Faults.Rule rule = nextPost().dropConnection();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.trySend("POST", RELEASES, BODY));
    assertThat(rule.fired()).isEqualTo(1);
    assertThat(releases()).isZero();
  }

  @Test
  void losesTheAnswerAfterProcessing() {
    nextPost().loseAnswer();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.trySend("POST", RELEASES, BODY));
    assertThat(releases()).isEqualTo(1);
  }

  @Test
  void resetsTheConnectionBeforeProcessing() throws IOException {
    Faults.Rule rule = nextPost().resetConnection();
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(this::postRaw)
        .withMessageContaining("reset");
    assertThat(rule.fired()).isEqualTo(1);
    assertThat(releases()).isZero();
    nextPost().dropConnection();
    assertThat(postRaw()).as("what is closed and not reset can be read to its end").isEmpty();
  }

  @Test
  void resetsTheConnectionAfterProcessing() throws IOException {
    nextPost().resetAnswer();
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(this::postRaw)
        .withMessageContaining("reset");
    assertThat(releases()).isEqualTo(1);
    nextPost().loseAnswer();
    assertThat(postRaw()).isEmpty();
    assertThat(releases()).isEqualTo(2);
  }

  private String postRaw() throws IOException {
    try (RawConnection connection = new RawConnection(bytebase.url())) {
      connection.post(RELEASES, client.token(), BODY);
      return connection.readToEnd();
    }
  }

  @Test
  void truncatesTheAnswer() {
    nextPost().truncateAnswer();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.trySend("POST", RELEASES, BODY));
    assertThat(releases()).isEqualTo(1);
  }

  @Test
  void garblesTheAnswer() {
    nextPost().garbleAnswer();
    Reply reply = client.post(RELEASES, BODY);
    assertThat(reply.status()).isEqualTo(200);
    assertThatThrownBy(reply::json).isInstanceOf(RuntimeException.class);
    assertThat(releases()).isEqualTo(1);
  }

  @Test
  void answersWithAPage() {
    nextPost().htmlAnswer();
    assertThat(client.post(RELEASES, BODY).text()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void holdsTheAnswerUntilReleased() {
    Faults.Rule rule = nextPost().holdAnswer();
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> client.post(RELEASES, BODY));
    rule.awaitFired(1, Await.LONGEST);
    assertThat(releases()).isEqualTo(1);
    assertThat(reply).isNotDone();
    rule.release();
    assertThat(reply.join().status()).isEqualTo(200);
  }

  @Test
  void holdsTheRequestUntilReleased() {
    Faults.Rule rule = nextPost().holdRequest();
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> client.post(RELEASES, BODY));
    rule.awaitFired(1, Await.LONGEST);
    assertThat(releases()).isZero();
    rule.release();
    assertThat(reply.join().status()).isEqualTo(200);
    assertThat(releases()).isEqualTo(1);
  }

  @Test
  void aHeldRequestWhoseClientIsKilledIsNeverProcessed() throws Exception {
    Faults.Rule rule = nextPost().holdRequest();
    Process child = ChildClient.post(bytebase.url(), RELEASES, client.token(), BODY);
    rule.awaitFired(1, Await.LONGEST);
    assertThat(child.destroyForcibly().waitFor()).isNotZero();
    Await.until(FaultsTest::waitsAtAGate, waiting -> !waiting);
    rule.release();
    assertThat(releases()).isZero();
    assertThat(client.post(RELEASES, BODY).status()).isEqualTo(200);
  }

  @Test
  void aClientIsKilledWhoseRequestWasProcessed() throws Exception {
    Faults.Rule rule = nextPost().holdAnswer();
    Process child = ChildClient.post(bytebase.url(), RELEASES, client.token(), BODY);
    rule.awaitFired(1, Await.LONGEST);
    assertThat(releases()).isEqualTo(1);
    assertThat(child.destroyForcibly().waitFor()).isNotZero();
    Await.until(FaultsTest::waitsAtAGate, waiting -> !waiting);
    assertThat(releases()).isEqualTo(1);
  }

  private static boolean waitsAtAGate() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().endsWith(".Gate"));
  }

  @Test
  void anAnswerIsHeldLongerThanTheClientWaits() throws IOException {
    Faults.Rule rule = bytebase.faults().next(3, "POST", RELEASES).holdAnswer();
    for (int i = 1; i <= 3; i++) {
      try (RawConnection connection = new RawConnection(bytebase.url())) {
        connection.post(RELEASES, client.token(), BODY);
        rule.awaitFired(i, Await.LONGEST);
      }
    }
    Await.until(FaultsTest::waitsAtAGate, waiting -> !waiting);
    assertThat(releases()).isEqualTo(3);
  }

  @Test
  void saysThatTooFewRequestsCame() {
    Faults.Rule rule = nextPost().holdRequest();
    assertThatThrownBy(() -> rule.awaitFired(1, Duration.ZERO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("met too few requests in PT0S: POST /v1/projects/hr/releases: 0 of 1");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> rule.awaitFired(1, Await.LONGEST))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void stallsInTheMiddleOfTheBodyUntilReleased() throws IOException {
    Faults.Rule rule = nextPost().stallAnswer();
    HttpResponse<InputStream> response = client.postAndStream(RELEASES, BODY);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(releases()).isEqualTo(1);
    int length = (int) response.headers().firstValueAsLong("Content-Length").orElseThrow();
    try (InputStream body = response.body()) {
      String half = new String(body.readNBytes(length / 2), StandardCharsets.UTF_8);
      assertThat(half).startsWith("{\"name\":");
      assertThat(body.available()).as("bytes after the first half").isZero();
      rule.release();
      String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      JsonObject release = JsonParser.parseString(half + rest).getAsJsonObject();
      assertThat(release.get("state").getAsString()).isEqualTo("ACTIVE");
    }
  }

  @Test
  void clearingEndsAStall() throws IOException {
    nextPost().stallAnswer();
    HttpResponse<InputStream> response = client.postAndStream(RELEASES, BODY);
    bytebase.faults().clear();
    try (InputStream body = response.body()) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).endsWith("}");
    }
  }

  @Test
  void replacesTheAnswerAndItsHeaders() {
    nextPost()
        .replaceAnswer(
            429, Map.of("Content-Type", "application/json", "Retry-After", "7"), "{\"code\": 8}");
    Reply reply = client.post(RELEASES, BODY);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.code()).isEqualTo(8);
    assertThat(reply.raw().headers().firstValue("Retry-After")).hasValue("7");
    assertThat(reply.raw().headers().allValues("Content-Type")).containsExactly("application/json");
    assertThat(releases()).isEqualTo(1);
  }

  @Test
  void meetsEveryThirdRequestWithoutEnd() {
    Faults.Rule rule =
        bytebase.faults().everyNth(3, "GET", "/v1/projects/hr/rollouts").answer(503, "{}");
    assertThat(rule).hasToString("GET /v1/projects/hr/rollouts: 0 of every 3");
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      seen.add(client.get("/v1/projects/hr/rollouts?pageSize=1").status());
      client.get("/v1/actuator/info");
    }
    assertThat(seen).containsExactly(200, 200, 503, 200, 200, 503, 200, 200);
    assertThat(rule.fired()).isEqualTo(2);
    rule.cancel();
    assertThat(client.get("/v1/projects/hr/rollouts").status()).isEqualTo(200);
  }

  @Test
  void anOlderRuleComesFirstAndItsRequestsAreNotCounted() {
    Faults.Rule older = bytebase.faults().next(1, "GET", "/v1/.*").answer(500, "{}");
    Faults.Rule newer = bytebase.faults().everyNth(1, "GET", "/v1/.*").answer(503, "{}");
    assertThat(client.get("/v1/actuator/info").status()).isEqualTo(500);
    assertThat(newer.fired()).isZero();
    assertThat(client.get("/v1/actuator/info").status()).isEqualTo(503);
    assertThat(older.fired()).isEqualTo(1);
    assertThat(newer.fired()).isEqualTo(1);
  }

  @Test
  void aCancelledRuleDoesNothing() {
    Faults.Rule rule = nextPost().answer(500, "{}");
    rule.cancel();
    assertThat(client.post(RELEASES, BODY).status()).isEqualTo(200);
    nextPost().answer(500, "{}");
    bytebase.faults().clear();
    assertThat(client.post(RELEASES, BODY).status()).isEqualTo(200);
    assertThat(rule.fired()).isZero();
  }

  @Test
  void refusesARuleForNoRequest() {
    assertThatThrownBy(() -> bytebase.faults().next(0, "GET", "/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times");
    assertThatThrownBy(() -> bytebase.faults().everyNth(0, "GET", "/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n must be at least 1");
  }

  @Test
  void recordsWhatWasSent() {
    client.post(RELEASES + "?a=b", BODY);
    RecordedRequest last = bytebase.requests().get(bytebase.requests().size() - 1);
    assertThat(last).hasToString("POST " + RELEASES + "?a=b");
    assertThat(last.body()).isEqualTo(BODY);
    assertThat(last.headers()).containsEntry("authorization", "***");
    assertThat(bytebase.requests()).first().hasToString("POST /v1/auth/login");
  }
}
