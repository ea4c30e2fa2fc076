package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.run.RunControl.CancelledException;
import io.bytebase4j.testkit.internal.state.TaskRun;

/** Does the work of a task run. */
interface TaskWork {

  /** Does it, and says how it ended. */
  Outcome run(TaskRun run, RunControl control) throws CancelledException;
}
