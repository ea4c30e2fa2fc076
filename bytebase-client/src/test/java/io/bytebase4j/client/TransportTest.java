package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.model.Plan;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that do not get through, and waits that are cut short. */
@Timeout(60)
class TransportTest {

  @RegisterExtension
  static final WireMockExtension PLAIN =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private static void call(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  private static TransportException failureOf(BytebaseClient client) {
    TransportException thrown = catchThrowableOfType(TransportException.class, () -> call(client));
    assertThat(thrown).isNotNull();
    assertThat(Texts.ofAll(thrown)).doesNotContain(TestClients.TOKEN);
    return thrown;
  }

  @Test
  void refusedConnectionIsToldWithItsCauseAndAddress() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (BytebaseClient client = TestClients.withToken("http://127.0.0.1:" + port)) {
      TransportException thrown = failureOf(client);

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.CONNECT);
      assertThat(thrown).hasCauseInstanceOf(ConnectException.class);
      assertThat(thrown.operation()).isEqualTo("PlanService/GetPlan");
      assertThat(thrown)
          .hasMessageContaining(
              "PlanService/GetPlan: GET http://127.0.0.1:" + port + "/v1/projects/hr/plans/1: ");
    }
  }

  @Test
  void unknownHostIsToldWithItsName() {
    try (BytebaseClient client = TestClients.withToken("https://no-such-host.invalid")) {
      TransportException thrown = failureOf(client);

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.UNKNOWN_HOST);
      assertThat(thrown).hasCauseInstanceOf(UnknownHostException.class);
      assertThat(thrown).hasMessageContaining("no-such-host.invalid");
    }
  }

  @Test
  void serverThatSpeaksNoTlsIsAFailureOfTransport() {
    String url = PLAIN.baseUrl().replace("http:", "https:");
    try (BytebaseClient client = TestClients.withToken(url)) {
      TransportException thrown = failureOf(client);

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.TLS);
      assertThat(thrown.isRetryable()).isFalse();
      assertThat(thrown).hasCauseInstanceOf(SSLException.class);
    }
  }

  @Test
  void handshakeThatDoesNotEndIsNoConnection() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.tokenBuilder(server.url().replace("http:", "https:"))
                .attemptTimeout(Duration.ofMillis(200))
                .build()) {
      assertThat(failureOf(client).kind()).isEqualTo(TransportException.Kind.CONNECT);
    }
  }

  @Test
  void nameWithTwoAddressesIsReachedAtTheOneThatListens() {
    // localhost is ::1 and 127.0.0.1; the server listens at the second only.
    PLAIN.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    try (BytebaseClient client = TestClients.withToken("http://localhost:" + PLAIN.getPort())) {
      assertThatCode(() -> call(client)).doesNotThrowAnyException();
    }
  }

  @Test
  void answerThatDoesNotComeEndsWithTheAttemptsTimeout() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.tokenBuilder(server.url()).attemptTimeout(Duration.ofMillis(200)).build()) {
      TransportException thrown = failureOf(client);

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.TIMEOUT);
      assertThat(thrown).hasCauseInstanceOf(InterruptedIOException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void silenceEndsWithTheReadTimeout() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.tokenBuilder(server.url()).readTimeout(Duration.ofMillis(200)).build()) {
      TransportException thrown = failureOf(client);

      assertThat(thrown.kind()).isEqualTo(TransportException.Kind.TIMEOUT);
      assertThat(thrown).hasCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void answerThatDoesNotComeEndsWithTheDeadlineOfTheClientOrOfTheCall() throws IOException {
    Duration most = Duration.ofMillis(200);
    try (SilentServer server = new SilentServer();
        BytebaseClient client = TestClients.tokenBuilder(server.url()).callTimeout(most).build();
        BytebaseClient patient = TestClients.withToken(server.url())) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(DeadlineExceededException.class)
          .hasCauseInstanceOf(InterruptedIOException.class)
          .hasMessageStartingWith(
              "PlanService/GetPlan: not done within PT0.2S, while it waited for the answer");
      assertThatThrownBy(
              () -> patient.plans().getPlan("projects/hr/plans/1").timeout(most).execute())
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void signInThatGetsNoAnswerEndsWithTheDeadlineOfItsCall() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.accountBuilder(server.url()).callTimeout(Duration.ofMillis(200)).build()) {
      DeadlineExceededException thrown =
          catchThrowableOfType(DeadlineExceededException.class, () -> call(client));

      assertThat(thrown.operation()).isEqualTo("AuthService/Login");
      assertThat(Texts.ofAll(thrown)).doesNotContain(TestClients.KEY);
    }
  }

  /** Runs the client's call in a thread of its own, which keeps what it saw. */
  private static final class Caller {
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private final AtomicBoolean interruptedAfterwards = new AtomicBoolean();
    private final Thread thread;

    Caller(BytebaseClient client) {
      this(() -> call(client));
    }

    Caller(ThrowingCallable call) {
      thread =
          new Thread(
              () -> {
                thrown.set(catchThrowable(call));
                interruptedAfterwards.set(Thread.currentThread().isInterrupted());
              });
      thread.setDaemon(true);
    }

    void assertEndsInterrupted(String operation) throws InterruptedException {
      thread.join();
      assertThat(thrown.get())
          .isInstanceOf(CallInterruptedException.class)
          .hasMessageContaining("interrupted");
      assertThat(((BytebaseException) thrown.get()).operation()).isEqualTo(operation);
      assertThat(interruptedAfterwards).isTrue();
    }
  }

  @Test
  void interruptEndsTheWaitForAnAnswerAndKeepsTheFlag() throws Exception {
    try (SilentServer server = new SilentServer();
        BytebaseClient client = TestClients.withToken(server.url())) {
      Caller caller = new Caller(client);
      caller.thread.start();
      server.awaitRequest();

      caller.thread.interrupt();

      caller.assertEndsInterrupted("PlanService/GetPlan");
    }
  }

  @Test
  void interruptEndsTheWaitForASignInOfAnotherThread() throws Exception {
    try (SilentServer server = new SilentServer();
        BytebaseClient client = TestClients.accountBuilder(server.url()).build()) {
      Caller first = new Caller(client);
      first.thread.start();
      server.awaitRequest();
      Caller second = new Caller(client);
      second.thread.start();

      second.thread.interrupt();

      second.assertEndsInterrupted("PlanService/GetPlan");
      assertThat(first.thread.isAlive()).isTrue();
      first.thread.interrupt();
      first.assertEndsInterrupted("AuthService/Login");
    }
  }

  private static void create(BytebaseClient client) {
    client.plans().createPlan("projects/hr", new Plan().title("x")).execute();
  }

  @Test
  void createThatIsInterruptedOnItsWayHasAnUnknownOutcome() throws Exception {
    try (SilentServer server = new SilentServer();
        BytebaseClient client = TestClients.withToken(server.url())) {
      Caller caller = new Caller(() -> create(client));
      caller.thread.start();
      server.awaitRequest();

      caller.thread.interrupt();
      caller.thread.join();

      assertThat(caller.thrown.get())
          .isInstanceOf(OutcomeUnknownException.class)
          .hasCauseInstanceOf(CallInterruptedException.class);
      assertThat(caller.interruptedAfterwards).isTrue();
    }
  }

  @Test
  void closingEndsTheCallsThatAreUnderWay() throws Exception {
    try (SilentServer server = new SilentServer()) {
      BytebaseClient client =
          TestClients.tokenBuilder(server.url()).retry(RetryPolicy.standard()).build();
      Caller creates = new Caller(() -> create(client));
      creates.thread.start();
      server.awaitRequest();

      client.close();
      creates.thread.join();

      assertThat(creates.thrown.get())
          .isInstanceOf(OutcomeUnknownException.class)
          .hasCauseInstanceOf(TransportException.class);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void threadThatIsInterruptedBeforehandSendsNothing() throws Exception {
    try (SilentServer server = new SilentServer();
        BytebaseClient client = TestClients.withToken(server.url())) {
      Thread.currentThread().interrupt();
      Throwable thrown = catchThrowable(() -> call(client));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).isInstanceOf(CallInterruptedException.class);
      assertThat(server.connections()).isZero();
    }
  }
}
