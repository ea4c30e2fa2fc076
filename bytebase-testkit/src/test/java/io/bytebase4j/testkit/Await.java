package io.bytebase4j.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for something to become true, but not for ever. */
final class Await {

  static final Duration LONGEST = Duration.ofSeconds(20);

  private Await() {}

  static <T> T until(Callable<T> look, Predicate<T> good) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(LONGEST)
        .until(look, good);
  }
}
