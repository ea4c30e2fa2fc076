package io.bytebase4j.client.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;

/**
 * Ends the calls of threads that are interrupted: a thread that reads from a socket does not notice
 * that itself. One daemon thread looks at all calls of a client, many times a second while there
 * are any, and ends when there have been none for a while. Thread-safe.
 *
 * <p>Handing each call to a thread of its own would let the caller wait in a way that an interrupt
 * ends, too; but that costs a third of the time of a quick call (measured with the benchmark
 * ClientOverhead).
 */
final class InterruptWatch implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration LINGER = Duration.ofSeconds(10);

  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private volatile boolean closed;

  /** A call and the thread that waits for it; equal to itself alone. */
  static final class Watched {
    private final Thread caller = Thread.currentThread();
    private final Call call;

    private Watched(Call call) {
      this.call = call;
    }
  }

  /** Watches a call that the current thread is about to make. */
  Watched begin(Call call) {
    Watched watched = new Watched(call);
    underWay.add(watched);
    if (!running) {
      start();
    }
    return watched;
  }

  /** Watches it no more. */
  void end(Watched watched) {
    underWay.remove(watched);
  }

  private synchronized void start() {
    if (running || closed) {
      return;
    }
    running = true;
    Thread thread = new Thread(this::watch, "bytebase4j-interrupts");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    long idleSince = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(TICK.toNanos());
      if (!underWay.isEmpty()) {
        idleSince = System.nanoTime();
        endInterrupted();
      } else if (System.nanoTime() - idleSince > LINGER.toNanos()) {
        running = false;
        // One that came in between saw a watch that runs.
        if (underWay.isEmpty()) {
          return;
        }
        running = true;
      }
    }
  }

  private void endInterrupted() {
    for (Watched watched : underWay) {
      if (watched.caller.isInterrupted()) {
        watched.call.cancel();
      }
    }
  }

  /** Ends the thread within a moment. */
  @Override
  public void close() {
    closed = true;
  }
}
