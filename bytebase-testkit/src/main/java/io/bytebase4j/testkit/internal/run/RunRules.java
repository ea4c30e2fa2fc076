package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.TaskRun;

/** What differs between servers of different ages when tasks run. */
public abstract class RunRules {

  RunRules() {}

  /** Those of 2026. */
  public static RunRules of2026() {
    return new RunRules2026();
  }

  /** Those of 2025. */
  public static RunRules of2025() {
    return new RunRules2025();
  }

  /** What does the work. */
  abstract TaskWork work(State state, Sessions sessions);

  /** Whether a run has to wait for another task. Inside the state's lock. */
  abstract boolean isBlocked(TaskRun run);

  /**
   * Whether a run counts as cancelled as soon as that is asked for, and not only when its statement
   * has stopped.
   */
  abstract boolean cancelsAtOnce();

  /** What is said of a run that was cancelled at work. */
  abstract String cancelled();

  /**
   * Takes over the runs that a killed server was at. Inside the state's lock.
   *
   * @return those that nobody will take up again
   */
  abstract Orphans adopt(State state);
}
