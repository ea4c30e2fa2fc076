package io.bytebase4j.testkit.internal.state;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The task runs by status, so that nobody has to look through all of them. */
final class RunIndex {
  private final Map<RunStatus, TreeMap<Long, TaskRun>> byStatus = new EnumMap<>(RunStatus.class);

  RunIndex() {
    for (RunStatus status : RunStatus.values()) {
      byStatus.put(status, new TreeMap<>());
    }
  }

  void add(TaskRun run) {
    of(run.status()).put(run.id(), run);
  }

  void moved(TaskRun run, RunStatus before) {
    of(before).remove(run.id());
    add(run);
  }

  /** A copy, oldest first. */
  List<TaskRun> runs(RunStatus status) {
    return new ArrayList<>(of(status).values());
  }

  private TreeMap<Long, TaskRun> of(RunStatus status) {
    TreeMap<Long, TaskRun> runs = byStatus.get(status);
    if (runs == null) {
      throw new IllegalStateException("no runs of status " + status);
    }
    return runs;
  }
}
