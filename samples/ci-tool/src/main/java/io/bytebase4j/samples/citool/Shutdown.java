package io.bytebase4j.samples.citool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a run end by itself when the process is told to stop: it is interrupted, cancels what it has
 * to, and its exit code becomes that of the process. CI platforms wait about ten seconds before
 * they kill.
 */
final class Shutdown {
  private static final Duration PATIENCE = Duration.ofSeconds(9);
  private static final int UNKNOWN = -1;

  private final Thread worker = Thread.currentThread();
  private final AtomicInteger end = new AtomicInteger(UNKNOWN);
  private final CountDownLatch ended = new CountDownLatch(1);

  private Shutdown() {}

  /** Watches over the run that this thread is about to begin. */
  static Shutdown ofThisThread() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::stop, "bytebase4j-stop"));
    return shutdown;
  }

  /** The run has ended. */
  void ended(int exitCode) {
    end.set(exitCode);
    ended.countDown();
  }

  private void stop() {
    if (ended.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        // the code of a process that is stopped would be the signal's otherwise
        Runtime.getRuntime().halt(end.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
