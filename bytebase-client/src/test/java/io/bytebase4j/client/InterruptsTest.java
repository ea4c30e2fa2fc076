package io.bytebase4j.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads that are interrupted again and again, beside others that share their connections. */
@Timeout(120)
class InterruptsTest {
  private static final int THREADS = 4;
  private static final int CALLS = 200;

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static void read(BytebaseClient client) {
    client.plans().getPlan("projects/hr/plans/1").execute();
  }

  @Test
  void interruptEndsTheCallsOfItsThreadAndNoOthers() throws Exception {
    SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}").withUniformRandomDelay(0, 30)));
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    List<FutureTask<Integer>> calm = new ArrayList<>();
    List<FutureTask<Integer>> nervous = new ArrayList<>();
    try (BytebaseClient client = TestClients.withToken(SERVER.baseUrl())) {
      for (int i = 0; i < THREADS; i++) {
        FutureTask<Integer> disturbed =
            new FutureTask<>(() -> readDisturbed(client, over, ended, answered), 0);
        nervous.add(disturbed);
        Thread twin = start(disturbed);
        FutureTask<Integer> undisturbed = new FutureTask<>(() -> readAll(client, twin));
        calm.add(undisturbed);
        start(undisturbed);
      }
      for (FutureTask<Integer> task : calm) {
        assertThat(task.get()).isEqualTo(CALLS);
      }
      over.set(true);
      for (FutureTask<Integer> task : nervous) {
        task.get();
      }
    }
    // Some were cut short on their way, some got their answer all the same.
    assertThat(ended).hasValueGreaterThan(CALLS / 10);
    assertThat(answered).hasValueGreaterThan(CALLS / 10);
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task, "interrupts-test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static int readAll(BytebaseClient client, Thread twin) {
    for (int i = 0; i < CALLS; i++) {
      read(client);
      if (i % 3 == 0) {
        twin.interrupt();
      }
    }
    return CALLS;
  }

  private static void readDisturbed(
      BytebaseClient client, AtomicBoolean over, AtomicInteger ended, AtomicInteger answered) {
    while (!over.get()) {
      try {
        read(client);
        answered.incrementAndGet();
      } catch (CallInterruptedException e) {
        assertThat(Thread.interrupted()).isTrue();
        ended.incrementAndGet();
      }
    }
  }
}
