package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.TaskRun;

/** A run applies a whole release; one whose server died fails once that is noticed. */
final class RunRules2026 extends RunRules {

  @Override
  TaskWork work(State state, Sessions sessions) {
    return new TaskRunner(state, sessions);
  }

  @Override
  boolean isBlocked(TaskRun run) {
    return false;
  }

  @Override
  boolean cancelsAtOnce() {
    return false;
  }

  @Override
  String cancelled() {
    return "";
  }

  @Override
  Orphans adopt(State state) {
    return new Orphans(state.runs(RunStatus.RUNNING), state.now());
  }
}
