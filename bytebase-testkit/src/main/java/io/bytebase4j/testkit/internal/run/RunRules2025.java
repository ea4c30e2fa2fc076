package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.TaskRun;
import io.bytebase4j.testkit.internal.state.Turn;
import java.util.List;

/** A run applies one file, after those with smaller versions; one whose server died begins anew. */
final class RunRules2025 extends RunRules {

  @Override
  TaskWork work(State state, Sessions sessions) {
    return new FileTaskRunner(state, sessions);
  }

  @Override
  boolean isBlocked(TaskRun run) {
    return Turn.before(run).isPresent();
  }

  @Override
  boolean cancelsAtOnce() {
    return true;
  }

  @Override
  String cancelled() {
    return "The task run is canceled";
  }

  /** The server keeps only in memory what it is at, and so takes a run for one yet to begin. */
  @Override
  Orphans adopt(State state) {
    state.runs(RunStatus.RUNNING).forEach(TaskRun::beginAnew);
    return new Orphans(List.of(), state.now());
  }
}
