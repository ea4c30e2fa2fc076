package io.bytebase4j.testkit;

import java.time.Duration;

/** Counts, and lets others wait for a count. Thread-safe. */
final class Firings {
  private int count;

  synchronized void add() {
    count++;
    notifyAll();
  }

  synchronized int count() {
    return count;
  }

  /** Returns whether the count got that high in time; an interrupt, which stays noted, says no. */
  synchronized boolean await(int wanted, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (count < wanted) {
        long rest = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (rest <= 0) {
          return false;
        }
        wait(rest);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
