package io.bytebase4j.gitops.rollout;

/**
 * Hears what happens while a stage runs, on the thread that waits for it. What it throws ends the
 * wait; the tasks go on.
 */
@FunctionalInterface
public interface RolloutListener {
  /** Hears nothing. */
  RolloutListener NONE = change -> {};

  /**
   * A task took another status; also told for each task when the wait begins.
   *
   * @param change what was seen
   */
  void taskChanged(TaskChange change);
}
