package io.bytebase4j.testkit.internal.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does things soon or later, and nothing once it is closed. */
final class Timer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

  private final ScheduledExecutorService executor;

  Timer(ThreadFactory threads) {
    executor = Executors.newSingleThreadScheduledExecutor(threads);
  }

  void soon(Runnable work) {
    later(Duration.ZERO, work);
  }

  void later(Duration delay, Runnable work) {
    try {
      var unused = executor.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, so nothing is started any more", e);
    }
  }

  /** An executor keeps what goes wrong to itself. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, so nothing is done any more", e);
    } catch (RuntimeException e) {
      LOG.error("scheduling broke the testkit", e);
    }
  }

  /** What is late now is never done. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
