package io.bytebase4j.client;

import java.time.Duration;

/** How a wait passes its time; tests replace it, so that none of them sleeps. Thread-safe. */
@FunctionalInterface
public interface Sleeper {
  /** Sleeps on the calling thread. */
  Sleeper SYSTEM =
      duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);

  /**
   * Waits.
   *
   * @param duration how long, zero or more
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration duration) throws InterruptedException;
}
