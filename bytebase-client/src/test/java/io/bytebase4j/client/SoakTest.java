package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.testkit.LocalBytebase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once, while tokens end and one request in ten goes wrong. */
@Tag("soak")
@Timeout(300)
class SoakTest {
  private static final int THREADS = 64;
  private static final int CALLS = 1000;
  private static final int CALLS_PER_TOKEN = 8000;

  private final FakeTime time = new FakeTime();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicInteger signIns = new AtomicInteger();
  private final Set<String> texts = ConcurrentHashMap.newKeySet();

  @Test
  void nothingIsLostNothingLeaksAndNoSecretIsShown() throws Exception {
    Set<Thread> before = ownThreads();
    ConnectionPool pool = new ConnectionPool(THREADS, 1, TimeUnit.MINUTES);
    Set<String> secrets = ConcurrentHashMap.newKeySet();
    try (LocalBytebase server = LocalBytebase.builder().clock(time).start()) {
      secrets.add(server.serviceAccountSecret());
      String path = "/v1/projects/hr/rollouts";
      server.faults().everyNth(20, "GET", path).dropConnection();
      server.faults().everyNth(20, "GET", path).answer(503, "{\"code\":14,\"message\":\"busy\"}");
      BytebaseClient client =
          BytebaseClient.builder()
              .url(server.url().toString())
              .credentials(
                  Credentials.serviceAccount(
                      server.serviceAccount(), server.serviceAccountSecret()))
              .okHttpClient(
                  new OkHttpClient.Builder()
                      .connectionPool(pool)
                      .addInterceptor(
                          chain -> {
                            String header = chain.request().header("Authorization");
                            if (header != null) {
                              secrets.add(header.replace("Bearer ", ""));
                            }
                            return chain.proceed(chain.request());
                          })
                      .build())
              // Ten, so that one call in 10^10 is the first to fail all the same.
              .retry(RetryPolicy.standard().withMaxAttempts(10))
              // Hours pass by this clock while a call is on its way.
              .callTimeout(Duration.ofDays(20))
              .clock(time)
              .sleeper(duration -> {})
              .listener(this::listen)
              .build();
      callFromAllThreads(client);
      texts.add(client.toString());
      client.close();
    }

    assertThat(calls).hasValue((long) THREADS * CALLS);
    assertThat(retries).hasValueGreaterThan(THREADS * CALLS / 12);
    // One sign-in at the beginning, and one each time the token had ended.
    assertThat(signIns).hasValue(1 + (THREADS * CALLS - 1) / CALLS_PER_TOKEN);
    assertThat(pool.connectionCount()).isEqualTo(pool.idleConnectionCount());
    pool.evictAll();
    assertThat(pool.connectionCount()).isZero();
    for (Thread thread : ownThreads()) {
      if (!before.contains(thread)) {
        thread.join(); // ends the test by its time-out if the thread stays
      }
    }
    String log = Files.readString(Path.of(System.getProperty("org.slf4j.simpleLogger.logFile")));
    assertThat(log).contains("the next follows in");
    assertThat(secrets).hasSize(1 + signIns.get());
    for (String secret : secrets) {
      assertThat(log.contains(secret)).isFalse();
      assertThat(texts).noneMatch(text -> text.contains(secret));
    }
  }

  private void callFromAllThreads(BytebaseClient client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < CALLS; call++) {
                    client.rollouts().listRollouts("projects/hr").pageSize(1).execute();
                    if (calls.incrementAndGet() % CALLS_PER_TOKEN == 0
                        && calls.get() < THREADS * CALLS) {
                      time.pass(Duration.ofHours(1));
                    }
                  }
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void listen(ClientEvent event) {
    texts.add(event.toString());
    if (event instanceof ClientEvent.AttemptEnded attempt
        && attempt.operation().equals("AuthService/Login")) {
      signIns.incrementAndGet();
    }
    if (event instanceof ClientEvent.RetryScheduled retry) {
      retries.incrementAndGet();
      texts.add(Texts.ofAll(retry.cause()));
    }
  }

  private static Set<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("bytebase4j.*|OkHttp http.*"))
        .collect(Collectors.toSet());
  }
}
