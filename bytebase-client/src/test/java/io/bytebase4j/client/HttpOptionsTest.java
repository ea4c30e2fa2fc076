package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.bytebase4j.client.model.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, sizes, compression, and a caller's own OkHttpClient. */
@Timeout(60)
class HttpOptionsTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static void call(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static LoggedRequest sent() {
    return SERVER.findAll(anyRequestedFor(anyUrl())).get(0);
  }

  @Test
  void addedHeadersAreSentWithEachRequestAndTheLastValueCounts() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{\"token\":\"t\"}")));
    try (BytebaseClient client =
        TestClients.accountBuilder(SERVER.baseUrl())
            .header("CF-Access-Client-Id", "first")
            .header("cf-access-client-id", "id-1")
            .header("CF-Access-Client-Secret", "HeaderThatNobodyMaySee")
            .build()) {
      call(client);

      assertThat(SERVER.findAll(anyRequestedFor(anyUrl())))
          .hasSize(2)
          .allSatisfy(
              request -> {
                assertThat(request.header("CF-Access-Client-Id").values()).containsExactly("id-1");
                assertThat(request.getHeader("CF-Access-Client-Secret"))
                    .isEqualTo("HeaderThatNobodyMaySee");
              });
      assertThat(client.toString() + client.toBuilder()).doesNotContain("HeaderThatNobodyMaySee");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "AUTHORIZATION",
        "Proxy-Authorization",
        "Host",
        "Content-Length",
        "Content-Type",
        "Transfer-Encoding",
        "User-Agent",
        "Accept-Encoding"
      })
  void headerThatTheClientSetsItselfIsRefused(String name) {
    assertThatThrownBy(() -> BytebaseClient.builder().header(name, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the client sets the header " + name + " itself; it can't be set from outside");
  }

  @ParameterizedTest
  @CsvSource({
    "'', Secret1",
    "'X Y', Secret1",
    "'X:', Secret1",
    "'X\r\nY', Secret1",
    "Ä, Secret1",
    "X-Y, 'Secret1\r\nAuthorization: z'",
    "X-Y, 'Secret1\n'",
    "X-Y, 'Secret1\0'",
    "X-Y, Secret1ä"
  })
  void headerThatCouldBringInAnotherIsRefusedWithoutItsValue(String name, String value) {
    assertThatThrownBy(() -> BytebaseClient.builder().header(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Secret1");
  }

  @Test
  void clientNamesItselfAndAsksForCompression() {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      call(client);
    }

    assertThat(sent().getHeader("User-Agent")).startsWith("bytebase4j");
    assertThat(sent().getHeader("Accept-Encoding")).isEqualTo("gzip");
    assertThat(sent().getHeader("Accept")).isEqualTo("application/json");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void compressedAnswerIsRead() throws IOException {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("Content-Encoding", "gzip")
                    .withBody(gzip("{\"title\":\"größe\"}"))));
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      assertThat(client.plans().getPlan("projects/hr/plans/1").execute().getTitle())
          .isEqualTo("größe");
    }
  }

  @Test
  void answerOfTheLongestLengthIsReadAndALongerOneRefused() {
    String most = "{\"title\":\"" + "x".repeat(1024 - 12) + "\"}";
    try (BytebaseClient client =
        TestClients.tokenBuilder(SERVER.baseUrl()).maxResponseBytes(1024).build()) {
      SERVER.stubFor(any(anyUrl()).willReturn(okJson(most)));
      call(client);

      SERVER.stubFor(any(anyUrl()).willReturn(okJson(most + " ")));
      BadResponseException thrown =
          catchThrowableOfType(BadResponseException.class, () -> call(client));
      assertThat(thrown)
          .hasMessageContaining("longer than 1,024 bytes")
          .hasMessageContaining("maxResponseBytes");
    }
  }

  @Test
  void lengthIsCountedAfterDecompression() throws IOException {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("Content-Encoding", "gzip")
                    .withBody(gzip("{\"title\":\"" + "x".repeat(10_000_000) + "\"}"))));
    try (BytebaseClient client =
        TestClients.tokenBuilder(SERVER.baseUrl()).maxResponseBytes(1_000_000).build()) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(BadResponseException.class);
    }
  }

  @Test
  void errorThatIsTooLongIsRefusedToo() {
    SERVER.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(403).withBody("x".repeat(5000))));
    try (BytebaseClient client =
        TestClients.tokenBuilder(SERVER.baseUrl()).maxResponseBytes(1024).build()) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(BadResponseException.class)
          .hasMessageContaining("HTTP 403: the answer is longer than");
    }
  }

  @Test
  void limitThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> BytebaseClient.builder().maxResponseBytes(Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limitThatIsTooSmallIsRefused() {
    assertThatThrownBy(() -> BytebaseClient.builder().maxResponseBytes(1023))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxResponseBytes is 1023: it must be from 1024 to 2147483647");
  }

  @Test
  void callersOkHttpClientIsBuiltOnAndStaysOpen() throws IOException {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    AtomicInteger seen = new AtomicInteger();
    OkHttpClient own =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.incrementAndGet();
                  return chain.proceed(
                      chain.request().newBuilder().header("X-Trace", "abc").build());
                })
            .build();
    try (BytebaseClient client =
        TestClients.tokenBuilder(SERVER.baseUrl()).okHttpClient(own).build()) {
      call(client);
      assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
    }

    assertThat(seen).hasValue(1);
    assertThat(sent().getHeader("X-Trace")).isEqualTo("abc");
    assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
    assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
    own.newCall(new okhttp3.Request.Builder().url(SERVER.baseUrl()).build()).execute().close();
    own.connectionPool().evictAll();
  }

  @Test
  void callersOkHttpClientDoesNotBringBackItsOwnResending() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(401).withBody("{\"code\":16,\"message\":\"x\"}")));
    AtomicInteger asked = new AtomicInteger();
    OkHttpClient own =
        new OkHttpClient.Builder()
            .authenticator(
                (route, response) -> {
                  asked.incrementAndGet();
                  return response.request().newBuilder().header("Authorization", "other").build();
                })
            .build();
    try (BytebaseClient client =
        TestClients.tokenBuilder(SERVER.baseUrl()).okHttpClient(own).build()) {
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnauthenticatedException.class);
    }

    assertThat(asked).hasValue(0);
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
  }

  private static void create(BytebaseClient client) {
    client.plans().createPlan("projects/hr", new Plan().title("x")).execute();
  }

  private static BytebaseClientBuilder intercepted(Interceptor interceptor) {
    return TestClients.tokenBuilder(SERVER.baseUrl())
        .retry(RetryPolicy.standard())
        .sleeper(duration -> {})
        .okHttpClient(new OkHttpClient.Builder().addInterceptor(interceptor).build());
  }

  @Test
  void interceptorThatMakesANewRequestDoesNotHideThatTheOldOneWasSent() {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    Interceptor rebuilding =
        chain ->
            chain.proceed(
                new Request.Builder()
                    .url(chain.request().url())
                    .headers(chain.request().headers())
                    .method(chain.request().method(), chain.request().body())
                    .build());
    try (BytebaseClient client = intercepted(rebuilding).build()) {
      assertThatThrownBy(() -> create(client)).isInstanceOf(OutcomeUnknownException.class);
    }
    assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
  }

  @Test
  void interceptorMaySendAReadAgainButNotACreate() {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    Interceptor insistent =
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(chain.request());
        };
    try (BytebaseClient client = intercepted(insistent).retry(RetryPolicy.none()).build()) {
      assertThatThrownBy(() -> create(client)).isInstanceOf(OutcomeUnknownException.class);
      assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
      SERVER.resetRequests();
      assertThatThrownBy(() -> call(client)).isInstanceOf(UnavailableException.class);
      assertThat(SERVER.findAll(anyRequestedFor(anyUrl()))).hasSize(2);
    }
  }

  @Test
  void interceptorThatFailsIsToldAsSuchAndNothingIsSentAgain() {
    AtomicInteger asked = new AtomicInteger();
    IllegalStateException fault = new IllegalStateException("interceptor");
    Interceptor failing =
        chain -> {
          asked.incrementAndGet();
          throw fault;
        };
    try (BytebaseClient client = intercepted(failing).build()) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> call(client));

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.PROGRAM);
      assertThat(thrown).hasCause(fault);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void nameThatIsNotResolvedInTimeEndsTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    Dns slow =
        name -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(name);
        };
    try (BytebaseClient client =
        TestClients.tokenBuilder("https://bytebase.example.com")
            .connectTimeout(Duration.ofMillis(200))
            .okHttpClient(new OkHttpClient.Builder().dns(slow).build())
            .build()) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> call(client));

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.UNKNOWN_HOST);
      assertThat(thrown).hasMessageContaining("bytebase.example.com: not resolved within PT0.2S");
    } finally {
      never.countDown();
    }
  }
}
