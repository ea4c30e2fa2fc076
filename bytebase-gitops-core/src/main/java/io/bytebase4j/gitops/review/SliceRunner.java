package io.bytebase4j.gitops.review;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks for slices, some at once. Its threads live no longer than {@link #run} does. */
final class SliceRunner {
  /** Hears of each slice that is through, on the thread that runs the slices. */
  interface Listener {
    void through(int index, SliceReview review);
  }

  private record Done(int index, SliceReview review) {}

  private SliceRunner() {}

  /**
   * Asks for all slices.
   *
   * @param slices what to ask for
   * @param concurrency how many at once
   * @param ask asks for one; what it throws ends all
   * @param listener hears of each that is through
   * @throws InterruptedException if this thread is interrupted; the slices under way are given up
   */
  static void run(
      List<ReviewSlice> slices,
      int concurrency,
      Function<ReviewSlice, SliceReview> ask,
      Listener listener)
      throws InterruptedException {
    List<Thread> started = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(concurrency, slices.size()), task -> daemon(task, started));
    try {
      CompletionService<Done> done = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < slices.size(); i++) {
        int index = i;
        done.submit(() -> new Done(index, ask.apply(slices.get(index))));
      }
      for (int i = 0; i < slices.size(); i++) {
        Done next = done.take().get();
        listener.through(next.index(), next.review());
      }
    } catch (ExecutionException e) {
      throw unchecked(e);
    } finally {
      // Interrupts the calls under way, which end within milliseconds.
      threads.shutdownNow();
      joinAll(started);
    }
  }

  private static Thread daemon(Runnable task, List<Thread> started) {
    Thread thread = new Thread(task, "bytebase4j-review");
    thread.setDaemon(true);
    synchronized (started) {
      started.add(thread);
    }
    return thread;
  }

  // Thrown as it was, so that callers see the client's own type; the trace of this thread goes
  // along.
  private static RuntimeException unchecked(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException thrown) {
      thrown.addSuppressed(new ReviewTrace());
      return thrown;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }

  private static void joinAll(List<Thread> started) {
    List<Thread> threads;
    synchronized (started) {
      threads = List.copyOf(started);
    }
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class ReviewTrace extends Exception {
    private static final long serialVersionUID = 1L;

    ReviewTrace() {
      super("called from here");
    }
  }
}
