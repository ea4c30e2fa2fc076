package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that do not get through, and waits that are cut short. */
@Timeout(60)
class TransportTest {

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

      assertThat(thrown).hasCauseInstanceOf(UnknownHostException.class);
      assertThat(thrown).hasMessageContaining("no-such-host.invalid");
    }
  }

  @Test
  void serverThatSpeaksNoTlsIsAFailureOfTransport() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.tokenBuilder(server.url().replace("http:", "https:"))
                .callTimeout(Duration.ofMillis(200))
                .build()) {
      assertThat(failureOf(client)).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void answerThatDoesNotComeEndsWithTheCallTimeout() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.tokenBuilder(server.url()).callTimeout(Duration.ofMillis(200)).build()) {
      TransportException thrown = failureOf(client);

      assertThat(thrown).hasCauseInstanceOf(InterruptedIOException.class);
      assertThat(thrown).hasMessageContaining("timeout");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void signInThatGetsNoAnswerEndsToo() throws IOException {
    try (SilentServer server = new SilentServer();
        BytebaseClient client =
            TestClients.accountBuilder(server.url()).callTimeout(Duration.ofMillis(200)).build()) {
      TransportException thrown = failureOf(client);

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
      thread =
          new Thread(
              () -> {
                thrown.set(catchThrowable(() -> call(client)));
                interruptedAfterwards.set(Thread.currentThread().isInterrupted());
              });
      thread.setDaemon(true);
    }

    void assertEndsInterrupted(String operation) throws InterruptedException {
      thread.join();
      assertThat(thrown.get())
          .isInstanceOf(TransportException.class)
          .hasCauseInstanceOf(InterruptedIOException.class)
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

      second.assertEndsInterrupted("AuthService/Login");
      assertThat(first.thread.isAlive()).isTrue();
      first.thread.interrupt();
      first.assertEndsInterrupted("AuthService/Login");
    }
  }

  @Test
  void threadThatIsInterruptedBeforehandSendsNothing() throws Exception {
    try (SilentServer server = new SilentServer();
        BytebaseClient client = TestClients.withToken(server.url())) {
      Thread.currentThread().interrupt();
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> call(client));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).hasMessageContaining("interrupted before the request was sent");
    }
  }
}
