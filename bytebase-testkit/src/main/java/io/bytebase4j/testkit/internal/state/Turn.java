package io.bytebase4j.testkit.internal.state;

import java.util.Optional;

/**
 * Whose turn it is in a rollout of 2025: a file waits until the ones with smaller versions are done
 * in its database, or skipped, even if nobody has asked for them yet. Guarded by the lock of {@link
 * State}.
 */
public final class Turn {

  private Turn() {}

  /** The task that a run has to wait for. */
  public static Optional<Task> before(TaskRun run) {
    Task task = run.task();
    boolean over =
        task.plan().issue().map(issue -> issue.status() != Issue.Status.OPEN).orElse(false);
    if (over) {
      return Optional.empty();
    }
    String version = version(task);
    return task.plan().tasks(task.database()).stream()
        .filter(other -> !other.isSkipped() && other.status() != TaskStatus.DONE)
        .filter(other -> VersionOrder.INSTANCE.compare(version(other), version) < 0)
        .findFirst();
  }

  private static String version(Task task) {
    return task.work().files().get(0).version();
  }

  /**
   * The status of a run as the servers of 2025 show it: one that only waits for its database is
   * RUNNING.
   */
  public static RunStatus shown(TaskRun run, State state) {
    if (run.status() == RunStatus.AVAILABLE) {
      return RunStatus.RUNNING;
    }
    boolean waits = run.status() == RunStatus.PENDING;
    boolean due = run.runTime() == null || !run.runTime().isAfter(state.now());
    return waits && due && before(run).isEmpty() ? RunStatus.RUNNING : run.status();
  }
}
