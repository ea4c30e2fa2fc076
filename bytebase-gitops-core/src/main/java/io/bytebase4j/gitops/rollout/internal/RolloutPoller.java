package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many rollouts for those who wait for them, on a few daemon threads, which are made when
 * there is something to do and end when there was nothing for a while. Thread-safe.
 *
 * <p>Looks of one project that are due at about the same time are taken together: up to a few with
 * GetRollout each, more of them with ListRollouts. Such a crowd is asked for at most four times a
 * second, and where nothing is due still about once a second for what changed: one request serves
 * all, and each hears at once of its change, though its own time has not come.
 *
 * <p>What is told was asked for after the watcher's last call had returned. For one of a crowd that
 * is not in the server's list of changes, it is what was known before. That list does not hold a
 * task that was skipped. So whoever skips must do it by {@link #calls}; what others skip is noticed
 * after {@link PollerSettings#refresh()} at most.
 */
public final class RolloutPoller implements AutoCloseable {
  private final PollerContext context;
  private final Timekeeper timekeeper;
  private final ThreadPoolExecutor askers;
  private final ThreadPoolExecutor callers;
  private final Map<String, ProjectLooks> projects = new LinkedHashMap<>();
  private boolean closed;

  /**
   * Looks at the rollouts of a server. No thread is made yet.
   *
   * @param server the server
   * @param clock the time
   * @param sleeper how to pass it
   */
  public RolloutPoller(RolloutCalls server, Clock clock, Sleeper sleeper) {
    this(server, clock, sleeper, PollerSettings.DEFAULT);
  }

  /**
   * Looks at the rollouts of a server. No thread is made yet.
   *
   * @param server the server
   * @param clock the time
   * @param sleeper how to pass it
   * @param settings how to work
   */
  public RolloutPoller(RolloutCalls server, Clock clock, Sleeper sleeper, PollerSettings settings) {
    askers = pool("bytebase4j-rollouts-ask", settings.askingThreads(), settings);
    callers = pool("bytebase4j-rollouts", settings.watcherThreads(), settings);
    timekeeper =
        new Timekeeper(this::tick, fault -> end(rollout -> fault), sleeper, settings.keepAlive());
    context = new PollerContext(server, clock, settings, askers, callers, timekeeper::wake);
  }

  private static ThreadPoolExecutor pool(String name, int size, PollerSettings settings) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            settings.keepAlive().toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            // It is closed then, and all watches have been ended.
            new ThreadPoolExecutor.DiscardPolicy());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Begins a watch.
   *
   * @param rollout the rollout's name
   * @param firstWait how long until the first look, zero or more
   * @param watcher who looks
   * @return to end it
   * @throws PollerClosedException if this is closed
   */
  public Watch watch(String rollout, Duration firstWait, Watcher watcher) {
    String project = ResourceNames.projectOf(rollout);
    synchronized (projects) {
      if (closed) {
        throw new PollerClosedException(rollout);
      }
      return projects
          .computeIfAbsent(project, name -> new ProjectLooks(name, context))
          .add(rollout, firstWait, watcher);
    }
  }

  /**
   * The calls to the server, for all who change rollouts that may be watched: those who watch them
   * then look anew, and are told nothing that is older.
   *
   * @return the calls
   */
  public RolloutCalls calls() {
    return new NotingCalls(context.server(), this::changed);
  }

  private void changed(String rollout) {
    ProjectLooks project;
    synchronized (projects) {
      project = projects.get(ResourceNames.projectOf(rollout));
    }
    if (project != null) {
      project.changed(rollout);
    }
  }

  private @Nullable Duration tick() {
    Duration next = null;
    for (ProjectLooks project : busyProjects()) {
      Duration due = project.tick();
      next = next == null || (due != null && due.compareTo(next) < 0) ? due : next;
    }
    return next;
  }

  List<ProjectLooks> busyProjects() {
    synchronized (projects) {
      projects.values().removeIf(ProjectLooks::isEmpty);
      return List.copyOf(projects.values());
    }
  }

  private void end(Function<String, Throwable> why) {
    List<Waiter> ended = new ArrayList<>();
    for (ProjectLooks project : busyProjects()) {
      ended.addAll(project.end(why));
    }
    for (Waiter waiter : ended) {
      waiter.watcher.ended(Objects.requireNonNull(waiter.endsFor));
    }
  }

  /**
   * Ends all watches with {@link PollerClosedException} and interrupts the calls under way; their
   * threads end within a moment. Idempotent.
   */
  @Override
  public void close() {
    synchronized (projects) {
      closed = true;
    }
    timekeeper.close();
    end(PollerClosedException::new);
    askers.shutdownNow();
    callers.shutdownNow();
  }
}
