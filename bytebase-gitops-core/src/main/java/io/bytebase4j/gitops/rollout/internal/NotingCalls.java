package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls to a server, with a note of each rollout that is changed by them. Thread-safe. */
final class NotingCalls implements RolloutCalls {
  private final RolloutCalls server;
  private final Consumer<String> changed;

  NotingCalls(RolloutCalls server, Consumer<String> changed) {
    this.server = server;
    this.changed = changed;
  }

  // If the call fails, too: whether it was carried out is not always known then.
  private void note(String stage, Runnable call) {
    try {
      call.run();
    } finally {
      int end = stage.indexOf("/stages/");
      changed.accept(end < 0 ? stage : stage.substring(0, end));
    }
  }

  @Override
  public RolloutData create(String plan) {
    return server.create(plan);
  }

  @Override
  public boolean leavesOutWhatIsApplied() {
    return server.leavesOutWhatIsApplied();
  }

  @Override
  public RolloutData get(String name) {
    return server.get(name);
  }

  @Override
  public RolloutData wake(String name) {
    return server.wake(name);
  }

  @Override
  public Stream<RolloutData> list(String project, @Nullable Instant updatedSince, int pageSize) {
    return server.list(project, updatedSince, pageSize);
  }

  @Override
  public void run(String stage, List<String> tasks, @Nullable Instant runTime) {
    note(stage, () -> server.run(stage, tasks, runTime));
  }

  @Override
  public void skip(String stage, List<String> tasks, String reason) {
    note(stage, () -> server.skip(stage, tasks, reason));
  }

  @Override
  public void cancel(String stage, List<String> taskRuns) {
    note(stage, () -> server.cancel(stage, taskRuns));
  }

  @Override
  public List<TaskRunData> taskRuns(String parent) {
    return server.taskRuns(parent);
  }

  @Override
  public List<LogEntryData> log(String taskRun) {
    return server.log(taskRun);
  }

  @Override
  public String previewRollback(String taskRun) {
    return server.previewRollback(taskRun);
  }
}
