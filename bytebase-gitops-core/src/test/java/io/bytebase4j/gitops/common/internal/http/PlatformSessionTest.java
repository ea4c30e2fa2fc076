package io.bytebase4j.gitops.common.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import io.bytebase4j.gitops.report.FakePlatform;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import io.bytebase4j.gitops.report.FakeTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session sends, what it sends again, and what it says when it gives up. */
class PlatformSessionTest {
  private static final String TOKEN = "t0k3n";
  private static final ApiPath THING = ApiPath.of("things", "1");
  private static final ApiPath THINGS = ApiPath.of("things");

  private final FakeTime time = new FakeTime();
  private Function<FakePlatform.Request, Answer> reply = request -> Answer.of(200, "{\"a\":1}");
  private final FakePlatform platform =
      new FakePlatform() {
        @Override
        protected Answer answer(Request request) {
          return reply.apply(request);
        }
      };

  @AfterEach
  void close() {
    platform.close();
  }

  private PlatformHttp.Builder http() {
    return PlatformHttp.to(platform.url("/api"))
        .bearer(TOKEN)
        .needs("a token with the scope \"things\"")
        .time(time, time);
  }

  private PlatformSession session() {
    return http().build().begin();
  }

  private static JsonElement body() {
    JsonObject body = new JsonObject();
    body.addProperty("text", "é \u2028 </script>");
    return body;
  }

  private static PlatformException failureOf(ThrowingCallable call) {
    PlatformException[] found = new PlatformException[1];
    assertThatThrownBy(call)
        .isInstanceOf(PlatformException.class)
        .hasMessageNotContaining(TOKEN)
        .satisfies(
            thrown -> {
              assertThat(thrown.toString()).doesNotContain(TOKEN);
              found[0] = (PlatformException) thrown;
            });
    return found[0];
  }

  @Test
  void sendsTheTokenAndTheBodyAndEncodesEachPart() {
    try (PlatformSession session = session()) {
      PlatformAnswer answer =
          session.put(ApiPath.of("{1f}", "a/b", "c?d#e", "%2e%2e", "é").with("q", "x=y&z"), body());

      assertThat(Json.text(answer.json(), "a")).isEqualTo("1");
    }
    FakePlatform.Request sent = platform.requests().get(0);
    assertThat(sent.line()).isEqualTo("PUT /api/%7B1f%7D/a%2Fb/c%3Fd%23e/%252e%252e/%C3%A9");
    assertThat(sent.query("q")).isEqualTo("x=y&z");
    assertThat(sent.header("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(sent.header("Content-Type")).startsWith("application/json");
    assertThat(Json.at(JsonParser.parseString(sent.body()))).isEqualTo(body());
  }

  @Test
  void aBaseAddressMayEndInASlash() {
    PlatformHttp.to(platform.url("/api/")).time(time, time).build().begin().get(THING);

    assertThat(platform.lines()).containsExactly("GET /api/things/1");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aReadIsSentAgainAfterAFaultThatPasses(int status) {
    platform.answerNext("GET", "/things", Answer.of(status, "busy"));
    platform.answerNext("GET", "/things", Answer.of(status, "busy"));

    try (PlatformSession session = session()) {
      session.get(THING);
    }

    assertThat(platform.requests()).hasSize(3);
    assertThat(time.sleeps()).hasSize(2);
    assertThat(time.sleeps().get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(time.sleeps().get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "POST that may be repeated"})
  void whatMayBeRepeatedIsSentAgainAfterALostAnswer(String kind) {
    String method = kind.split(" ")[0];
    platform.loseNextAnswer(method, "/things");
    platform.loseNextRequest(method, "/things");

    try (PlatformSession session = session()) {
      switch (kind) {
        case "GET" -> session.get(THING);
        case "PUT" -> session.put(THING, body());
        case "PATCH" -> session.patch(THING, body());
        case "DELETE" -> session.delete(THING);
        default -> session.postRepeatable(THING, body());
      }
    }

    assertThat(platform.requests()).hasSize(3);
  }

  @Test
  void aCreateWhoseAnswerIsLostIsNotSentAgain() {
    platform.loseNextAnswer("POST", "/things");

    PlatformException failure =
        failureOf(
            () -> {
              try (PlatformSession session = session()) {
                session.create(THINGS, body());
              }
            });

    assertThat(failure.leavesOutcomeOpen()).isTrue();
    assertThat(failure).hasMessageContaining("may have been done all the same");
    assertThat(platform.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 599})
  void aCreateThatEndsInAServerErrorIsNotSentAgain(int status) {
    platform.answerNext("POST", "/things", Answer.of(status, "").with("Retry-After", "0"));

    PlatformException failure = failureOf(() -> session().create(THINGS, body()));

    assertThat(failure.leavesOutcomeOpen()).isTrue();
    assertThat(failure.status()).isEqualTo(status);
    assertThat(platform.requests()).hasSize(1);
  }

  @Test
  void aCreateThatIsTurnedAwayIsSentAgainWhenThePlatformSays() {
    platform.answerNext("POST", "/things", Answer.of(429, "").with("Retry-After", "7"));
    platform.answerNext("POST", "/things", Answer.of(403, "").with("Retry-After", "9"));
    reply = request -> Answer.of(201, "{}");

    assertThat(session().create(THINGS, body()).status()).isEqualTo(201);

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(9));
  }

  @Test
  void aCreateIsSentAgainWhileNobodyListens() {
    int nobody = platform.port();
    platform.close();

    PlatformException failure =
        failureOf(
            () ->
                PlatformHttp.to(URI.create("http://localhost:" + nobody))
                    .time(time, time)
                    .build()
                    .begin()
                    .create(THINGS, body()));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("was not sent").hasMessageContaining("5 times");
    assertThat(time.sleeps()).hasSize(4);
  }

  @Test
  void aDateIsWaitedFor() {
    platform.answerNext(
        "GET", "/things", Answer.of(503, "").with("Retry-After", "Tue, 24 Nov 2026 08:30:21 GMT"));

    session().get(THING);

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(21));
  }

  @Test
  void aWaitThatGoesBeyondTheDeadlineIsNotBegun() {
    platform.answerNext(
        "GET",
        "/things",
        Answer.of(429, "{\"message\":\"slow down\"}").with("Retry-After", "3600"));

    PlatformException failure = failureOf(() -> session().get(THING));

    assertThat(failure)
        .hasMessageContaining("slow down")
        .hasMessageContaining("wait 3600 s")
        .hasMessageContaining("60 s for publishing");
    assertThat(failure.kind()).isEqualTo(Kind.TOO_MANY_CALLS);
    assertThat(failure.isDenied()).isFalse();
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void theDeadlineIsForAllCallsTogether() {
    try (PlatformSession session = http().deadline(Duration.ofSeconds(30)).build().begin()) {
      session.get(THING);
      session.pause(Duration.ofSeconds(29));
      session.get(THING);
      assertThat(failureOf(() -> session.pause(Duration.ofSeconds(1))).kind())
          .isEqualTo(Kind.OUT_OF_TIME);
      assertThat(platform.requests()).hasSize(2);
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedForForever() {
    platform.hangNext("POST", "/things", true);

    PlatformException failure =
        failureOf(
            () ->
                http().callTimeout(Duration.ofMillis(200)).build().begin().create(THINGS, body()));

    assertThat(failure.leavesOutcomeOpen()).isTrue();
    assertThat(failure).hasMessageContaining("no answer within 200 ms");
  }

  @Test
  void anInterruptEndsACallAndStays() throws InterruptedException {
    platform.hangNext("GET", "/things", false);
    List<PlatformException> failures = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Thread caller =
        new Thread(
            () -> {
              try (PlatformSession session = session()) {
                failures.add(failureOf(() -> session.get(THING)));
                flags.add(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    await().until(() -> !platform.requests().isEmpty());

    caller.interrupt();
    caller.join();

    assertThat(failures)
        .singleElement()
        .extracting(PlatformException::kind)
        .isEqualTo(Kind.INTERRUPTED);
    assertThat(flags).containsExactly(true);
    assertThat(platform.requests()).hasSize(1);
  }

  @Test
  void nothingIsSentByAThreadThatIsInterruptedAlready() {
    Thread.currentThread().interrupt();

    PlatformException failure = failureOf(() -> session().get(THING));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(platform.requests()).isEmpty();
  }

  @Test
  void noThreadStaysThatKeepsTheProgramFromEnding() {
    try (PlatformSession session = session()) {
      session.get(THING);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !thread.isDaemon())
          .extracting(Thread::getName)
          .noneMatch(name -> name.contains("OkHttp") || name.contains("bytebase4j"));
    }
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("bytebase4j-platform")));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void aRefusalSaysWhatIsNeeded(int status) {
    reply = request -> Answer.of(status, "{\"error\":{\"message\":\"no\\u001b[31m way\"}}");

    PlatformException failure = failureOf(() -> session().get(THING));

    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure)
        .hasMessageContaining("GET " + platform.url("/api/things/1"))
        .hasMessageContaining("" + status)
        .hasMessageContaining("no\\u001B[31m way")
        .hasMessageContaining("it needs a token with the scope \"things\"");
    assertThat(platform.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"said so\"}",
        "{\"error\":{\"message\":\"said so\"}}",
        "{\"error\":{\"message\":\"Bad request\",\"fields\":{\"summary\":[\"said so\"]}}}",
        "{\"message\":\"Validation Failed\",\"errors\":[{\"field\":\"body\",\"message\":\"said so\"}]}",
        "{\"message\":{\"body\":[\"said so\"]}}",
        "{\"error\":\"insufficient_scope\",\"error_description\":\"said so\"}",
        "{\"error\":\"said so\"}",
        "<html>\n<p>said so</p>",
        "said so"
      })
  void whatThePlatformSaysIsPassedOn(String body) {
    reply = request -> Answer.of(400, body);

    assertThat(failureOf(() -> session().put(THING, body()))).hasMessageContaining("said so");
  }

  @Test
  void aMessageThatRepeatsTheTokenIsPassedOnWithoutIt() {
    reply = request -> Answer.of(400, "{\"message\":\"bad token " + TOKEN + "\"}");
    assertThat(failureOf(() -> session().get(THING))).hasMessageContaining("bad token [hidden]");

    String pair = Base64.getEncoder().encodeToString("ada:pa55".getBytes(StandardCharsets.UTF_8));
    reply = request -> Answer.of(400, "pa55 " + request.header("Authorization"));
    PlatformHttp basic =
        PlatformHttp.to(platform.url("")).basic("ada", "pa55").time(time, time).build();
    assertThat(failureOf(() -> basic.begin().get(THING)))
        .hasMessageNotContaining("pa55")
        .hasMessageNotContaining(pair);
  }

  @Test
  void nothingThatIsLoggedHoldsTheToken() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public synchronized void publish(LogRecord entry) {
            logged.add(entry.getMessage() + " " + Arrays.toString(entry.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("okhttp3");
    root.setLevel(Level.ALL);
    root.addHandler(handler);
    try (PlatformSession session = session()) {
      session.put(THING, body());
      platform.loseNextAnswer("POST", "/things");
      failureOf(() -> session.create(THINGS, body()));
    } finally {
      root.removeHandler(handler);
      root.setLevel(null);
    }
    assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(TOKEN));
  }

  @Test
  void aLongMessageIsCut() {
    reply = request -> Answer.of(400, "x".repeat(100_000));

    assertThat(failureOf(() -> session().get(THING)).getMessage()).hasSizeLessThan(1000);
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (FakePlatform other =
        new FakePlatform() {
          @Override
          protected Answer answer(Request request) {
            return Answer.of(200, "{}");
          }
        }) {
      reply = request -> Answer.of(302, "").with("Location", other.url("/api/things/1").toString());

      assertThat(failureOf(() -> session().get(THING)))
          .hasMessageContaining("302")
          .hasMessageContaining("redirects are not followed");
      assertThat(other.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>sign in</html>", "{\"a\":", "{} {}", "nonsense"})
  void anAnswerThatIsNoJsonIsNoSuccess(String garbage) {
    reply = request -> Answer.of(200, garbage);

    assertThat(failureOf(() -> session().get(THING)).kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failureOf(() -> session().create(THINGS, body())).kind())
        .isEqualTo(Kind.OUTCOME_UNKNOWN);
  }

  @Test
  void anAnswerOfAnySizeIsNotReadToItsEnd() {
    reply = request -> Answer.of(200, "[\"" + "x".repeat(33 << 20) + "\"]");

    assertThat(failureOf(() -> session().get(THING)))
        .extracting(PlatformException::kind)
        .isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void jsonThatIsNestedWithoutEndIsNoSuccess() {
    reply = request -> Answer.of(200, "[".repeat(100_000));

    assertThat(failureOf(() -> session().get(THING)).kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void removingWhatIsGoneIsNoFailure() {
    reply = request -> Answer.of(request.path().endsWith("1") ? 204 : 404, "");

    assertThat(session().delete(THING)).isTrue();
    assertThat(session().delete(ApiPath.of("things", "2"))).isFalse();
  }

  @Test
  void theSigningProxyIsSentTheWholeAddressAndNoToken() {
    PlatformHttp proxied =
        PlatformHttp.to(URI.create("http://api.bitbucket.org/2.0"))
            .throughSigningProxy("localhost", platform.port())
            .time(time, time)
            .build();

    proxied.begin().get(THING);

    FakePlatform.Request sent = platform.requests().get(0);
    assertThat(sent.uri()).isEqualTo(URI.create("http://api.bitbucket.org/2.0/things/1"));
    assertThat(sent.header("Authorization")).isEmpty();
    assertThat(sent.header("Proxy-Authorization")).isEmpty();
  }

  @Test
  void aProxyThatIsNotThereIsNamed() {
    int nobody = platform.port();
    platform.close();
    PlatformHttp proxied =
        PlatformHttp.to(URI.create("http://api.bitbucket.org/2.0"))
            .throughSigningProxy("localhost", nobody)
            .time(time, time)
            .build();

    PlatformException failure = failureOf(() -> proxied.begin().get(THING));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("through the proxy").hasMessageContaining("" + nobody);
  }
}
