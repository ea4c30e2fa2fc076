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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
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
  private static final int MOST_AT_ONCE = 64;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final State state;
  private final Sessions sessions = new Sessions();
  private final RunRules rules;
  private final TaskWork work;
  private final Timer timer;
  private final ExecutorService workers;
  private final Map<Long, RunControl> atWork = new ConcurrentHashMap<>();
  private final Orphans orphans;
  private boolean killed;

  /** Takes over what an earlier server left, if anything. */
  public RunScheduler(State state, RunRules rules, String name) {
    this.state = state;
    this.rules = rules;
    this.work = rules.work(state, sessions);
    this.timer = new Timer(daemons(name + "-timer"));
    this.workers = workers(daemons(name + "-run"));
    state.change(state::startAgain);
    this.orphans = state.locked(() -> rules.adopt(state));
    state.locked(() -> state.runs(RunStatus.AVAILABLE)).forEach(this::submit);
    wake();
  }

  /** As many as need it at once, up to a number that PostgreSQL can bear. */
  private static ExecutorService workers(ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
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
    timer.soon(this::startWhatCan);
  }

  private void startWhatCan() {
    List<TaskRun> ready = new ArrayList<>();
    if (workers.isShutdown()) {
      return;
    }
    boolean waits = state.locked(() -> collectReady(ready));
    ready.forEach(this::submit);
    if (waits) {
      timer.later(LOOK_AGAIN, this::startWhatCan);
    }
  }

  /** Returns whether something waits for its time. */
  private boolean collectReady(List<TaskRun> ready) {
    Instant now = state.now();
    orphans.fail(now);
    boolean waits = !orphans.isEmpty();
    for (TaskRun run : state.runs(RunStatus.PENDING)) {
      Instant time = run.runTime();
      if (time != null && time.isAfter(now)) {
        waits = true;
      } else if (!run.task().database().isBusy() && !rules.isBlocked(run)) {
        run.task().database().setBusy(true);
        run.become(RunStatus.AVAILABLE, now);
        ready.add(run);
      }
    }
    return waits;
  }

  private void submit(TaskRun run) {
    workers.execute(() -> work(run));
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
      state.change(() -> free(run));
      wake();
    }
  }

  private boolean claim(TaskRun run, RunControl control) {
    if (killed || run.status() != RunStatus.AVAILABLE) {
      return false;
    }
    run.become(RunStatus.RUNNING, state.now());
    atWork.put(run.id(), control);
    return true;
  }

  private void free(TaskRun run) {
    if (!killed) {
      run.task().database().setBusy(false);
    }
  }

  private void execute(TaskRun run, RunControl control) {
    try {
      Outcome outcome = work.run(run, control);
      state.change(() -> finish(run, control, outcome));
    } catch (CancelledException e) {
      LOG.debug("run {} was ended between two statements", run.id());
      state.change(() -> finish(run, control, Outcome.failed("")));
    } catch (RuntimeException e) {
      LOG.error("run {} broke the testkit", run.id(), e);
      state.change(() -> finish(run, control, Outcome.failed("bytebase-testkit: " + e)));
    }
  }

  private void finish(TaskRun run, RunControl control, Outcome outcome) {
    if (control.isKilled()) {
      return;
    }
    if (!outcome.failed()) {
      run.setDetail(outcome.detail());
      run.become(RunStatus.DONE, state.now());
    } else if (control.isCancelled()) {
      run.setDetail(rules.cancelled());
      run.become(RunStatus.CANCELED, state.now());
    } else {
      run.fail(outcome.detail(), state.now());
    }
  }

  /**
   * Cancels a run; to be called inside the state's lock. A run that is over stays as it is, and so
   * does one that a killed server was at.
   */
  public void cancel(TaskRun run) {
    RunControl control = atWork.get(run.id());
    if (control != null) {
      control.requestCancel();
      timer.soon(() -> stop(control));
      if (rules.cancelsAtOnce()) {
        run.become(RunStatus.CANCELED, state.now());
      }
    } else if (run.status() == RunStatus.PENDING || run.status() == RunStatus.AVAILABLE) {
      run.become(RunStatus.CANCELED, state.now());
    }
  }

  private void stop(RunControl control) {
    if (!control.cancelStatement()) {
      timer.later(CANCEL_AGAIN, () -> stop(control));
    }
  }

  /** Ends as the process does that is killed: no run changes any more, connections are gone. */
  public void kill() {
    timer.close();
    List<RunControl> controls = state.locked(this::leaveAll);
    controls.forEach(RunControl::dropConnection);
    workers.shutdown();
    awaitWorkers();
  }

  private List<RunControl> leaveAll() {
    killed = true;
    List<RunControl> controls = new ArrayList<>(atWork.values());
    controls.forEach(RunControl::kill);
    atWork.keySet().stream()
        .map(id -> state.run(id).orElseThrow())
        .forEach(run -> run.leave(state.now()));
    return controls;
  }

  /** Cancels what runs and ends the threads. */
  @Override
  public void close() {
    atWork.values().forEach(RunControl::requestCancel);
    workers.shutdown();
    timer.soon(() -> atWork.values().forEach(this::stop));
    try {
      awaitWorkers();
    } finally {
      timer.close();
    }
  }

  private void awaitWorkers() {
    try {
      if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a task run did not end within {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sessions.close();
    }
  }
}
