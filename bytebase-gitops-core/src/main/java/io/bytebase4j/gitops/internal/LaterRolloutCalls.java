package io.bytebase4j.gitops.internal;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server whose dialect is found out at the first call. Thread-safe.
 *
 * @param server what speaks the dialect
 */
record LaterRolloutCalls(Supplier<RolloutCalls> server) implements RolloutCalls {
  @Override
  public RolloutData create(String plan) {
    return server.get().create(plan);
  }

  @Override
  public boolean leavesOutWhatIsApplied() {
    return server.get().leavesOutWhatIsApplied();
  }

  @Override
  public RolloutData get(String name) {
    return server.get().get(name);
  }

  @Override
  public RolloutData wake(String name) {
    return server.get().wake(name);
  }

  @Override
  public Stream<RolloutData> list(String project, @Nullable Instant updatedSince, int pageSize) {
    return server.get().list(project, updatedSince, pageSize);
  }

  @Override
  public void run(String stage, List<String> tasks, @Nullable Instant runTime) {
    server.get().run(stage, tasks, runTime);
  }

  @Override
  public void skip(String stage, List<String> tasks, String reason) {
    server.get().skip(stage, tasks, reason);
  }

  @Override
  public void cancel(String stage, List<String> taskRuns) {
    server.get().cancel(stage, taskRuns);
  }

  @Override
  public List<TaskRunData> taskRuns(String parent) {
    return server.get().taskRuns(parent);
  }

  @Override
  public List<LogEntryData> log(String taskRun) {
    return server.get().log(taskRun);
  }

  @Override
  public String previewRollback(String taskRun) {
    return server.get().previewRollback(taskRun);
  }
}
