package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.client.Sleeper;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls what is due when its time has come, on one daemon thread, which is there only while there
 * is something to wait for, and a while longer. Thread-safe.
 */
final class Timekeeper {
  private final Supplier<@Nullable Duration> tick;
  private final Consumer<Throwable> broken;
  private final Sleeper sleeper;
  private final Duration keepAlive;
  private @Nullable Thread thread;
  private boolean woken;
  private boolean asleep;
  private boolean closed;

  /**
   * Does not begin yet.
   *
   * @param tick does what is due, and answers how long until it is to be called again; null if only
   *     after {@link #wake}
   * @param broken hears of what the tick or the sleeper threw
   * @param sleeper how to pass the time
   * @param keepAlive how long the thread stays that has nothing to wait for
   */
  Timekeeper(
      Supplier<@Nullable Duration> tick,
      Consumer<Throwable> broken,
      Sleeper sleeper,
      Duration keepAlive) {
    this.tick = tick;
    this.broken = broken;
    this.sleeper = sleeper;
    this.keepAlive = keepAlive;
  }

  /** Has the tick called again as soon as possible. */
  synchronized void wake() {
    if (closed) {
      return;
    }
    woken = true;
    if (thread == null) {
      thread = new Thread(this::run, "bytebase4j-rollouts-time");
      thread.setDaemon(true);
      thread.start();
    } else if (asleep) {
      thread.interrupt();
    } else {
      notifyAll();
    }
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        Duration next = tick.get();
        goesOn = next == null ? waitForWork() : sleep(next);
      } catch (RuntimeException | Error | InterruptedException e) {
        broken.accept(e);
      }
    }
  }

  private synchronized boolean waitForWork() throws InterruptedException {
    if (!woken && !closed) {
      wait(Math.max(1, keepAlive.toMillis()));
    }
    return goesOn(woken);
  }

  private synchronized boolean goesOn(boolean wanted) {
    woken = false;
    if (closed || !wanted) {
      thread = null;
      return false;
    }
    return true;
  }

  private boolean sleep(Duration time) throws InterruptedException {
    synchronized (this) {
      if (woken || closed) {
        return goesOn(true);
      }
      asleep = true;
    }
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      if (!isWoken()) {
        throw e;
      }
    } finally {
      awake();
    }
    return goesOn(true);
  }

  private synchronized boolean isWoken() {
    return woken || closed;
  }

  private synchronized void awake() {
    asleep = false;
    // Set if we were woken right after the sleep had ended.
    Thread.interrupted();
  }

  /** Ends the thread. */
  synchronized void close() {
    closed = true;
    if (asleep && thread != null) {
      thread.interrupt();
    }
    notifyAll();
  }
}
