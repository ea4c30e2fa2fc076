package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.file;
import static io.bytebase4j.testkit.TestClient.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
    Await.until(this::releases, n -> n == 1);
    assertThat(reply).isNotDone();
    rule.release();
    assertThat(reply.join().status()).isEqualTo(200);
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
        .isInstanceOf(IllegalArgumentException.class);
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
