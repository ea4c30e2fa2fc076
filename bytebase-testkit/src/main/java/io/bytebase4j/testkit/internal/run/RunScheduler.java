package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.run.RunControl.CancelledException;
import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts task runs when their time has come and their database is free: one at a time per database.
 */
public final class RunScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunScheduler.class);

  /**
   * How often a run that waits for its time is looked at; the clock may be one that a test moves.
   */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final Duration CANCEL_AGAIN = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final State state;
  private final TaskRunner runner;
  private final ScheduledExecutorService timer;
  private final ExecutorService workers;
  private final Map<Long, RunControl> atWork = new ConcurrentHashMap<>();

  /** Starts with nothing to do. */
  public RunScheduler(State state, String name) {
    this.state = state;
    this.runner = new TaskRunner(state);
    this.timer = Executors.newSingleThreadScheduledExecutor(daemons(name + "-timer"));
    this.workers = Executors.newCachedThreadPool(daemons(name + "-run"));
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Looks soon whether a run can start. */
  public void wake() {
    try {
      soon(this::startWhatCan);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, so nothing is started any more", e);
    }
  }

  private void startWhatCan() {
    List<TaskRun> ready = new ArrayList<>();
    if (workers.isShutdown()) {
      return;
    }
    boolean waits = state.locked(() -> collectReady(ready));
    ready.forEach(run -> workers.execute(() -> work(run)));
    if (waits) {
      later(LOOK_AGAIN, this::startWhatCan);
    }
  }

  /** Returns whether a run waits for its time. */
  private boolean collectReady(List<TaskRun> ready) {
    Instant now = state.now();
    boolean waits = false;
    for (TaskRun run : state.runs(RunStatus.PENDING)) {
      Instant time = run.runTime();
      if (time != null && time.isAfter(now)) {
        waits = true;
      } else if (!run.task().database().isBusy()) {
        run.task().database().setBusy(true);
        run.become(RunStatus.AVAILABLE, now);
        ready.add(run);
      }
    }
    return waits;
  }

  private void work(TaskRun run) {
    RunControl control = new RunControl();
    try {
      if (state.locked(() -> claim(run, control))) {
        execute(run, control);
      }
    } finally {
      atWork.remove(run.id());
      control.over();
      state.change(() -> run.task().database().setBusy(false));
      wake();
    }
  }

  private boolean claim(TaskRun run, RunControl control) {
    if (run.status() != RunStatus.AVAILABLE) {
      return false;
    }
    run.become(RunStatus.RUNNING, state.now());
    atWork.put(run.id(), control);
    return true;
  }

  private void execute(TaskRun run, RunControl control) {
    try {
      Optional<String> failure = runner.run(run, control);
      state.change(() -> finish(run, control, failure));
    } catch (CancelledException e) {
      LOG.debug("run {} was cancelled between two statements", run.id());
      state.change(() -> run.become(RunStatus.CANCELED, state.now()));
    } catch (RuntimeException e) {
      LOG.error("run {} broke the testkit", run.id(), e);
      state.change(() -> run.fail("bytebase-testkit: " + e, state.now()));
    }
  }

  private void finish(TaskRun run, RunControl control, Optional<String> failure) {
    if (failure.isEmpty()) {
      run.become(RunStatus.DONE, state.now());
    } else if (control.isCancelled()) {
      run.become(RunStatus.CANCELED, state.now());
    } else {
      run.fail(failure.get(), state.now());
    }
  }

  /** Cancels a run; to be called inside the state's lock. A run that is over stays as it is. */
  public void cancel(TaskRun run) {
    RunControl control = atWork.get(run.id());
    if (run.status() == RunStatus.RUNNING && control != null) {
      control.requestCancel();
      soon(() -> stop(control));
    } else if (run.status().isActive()) {
      run.become(RunStatus.CANCELED, state.now());
    }
  }

  private void stop(RunControl control) {
    if (!control.cancelStatement()) {
      later(CANCEL_AGAIN, () -> stop(control));
    }
  }

  private void soon(Runnable work) {
    timer.execute(() -> guarded(work));
  }

  /** What is late when the timer is closed is never done. */
  private void later(Duration delay, Runnable work) {
    var unused = timer.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
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

  /** Cancels what runs and ends the threads. */
  @Override
  public void close() {
    atWork.values().forEach(RunControl::requestCancel);
    workers.shutdown();
    soon(() -> atWork.values().forEach(this::stop));
    try {
      if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a task run did not end within {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      timer.shutdownNow();
    }
  }
}
