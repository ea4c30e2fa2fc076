package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The task runs that a killed server was at. They stay RUNNING until the next one notices that
 * nobody is at them any more: it looks when it starts and every 30 seconds, for those whose server
 * has been dead for a minute. Guarded by the lock of {@link State}.
 */
final class Orphans {

  private static final Duration DEAD = Duration.ofMinutes(1);
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);
  private static final String DETAIL = "Task run abandoned: owning replica stopped responding";

  private final Map<TaskRun, Instant> noticed = new LinkedHashMap<>();

  /** Those that a server finds which starts now. */
  Orphans(List<TaskRun> left, Instant now) {
    left.forEach(run -> noticed.put(run, noticed(run, now)));
  }

  private static Instant noticed(TaskRun run, Instant start) {
    Instant left = run.leftTime();
    Instant look = start;
    while (left != null && look.isBefore(left.plus(DEAD))) {
      look = look.plus(LOOKS_EVERY);
    }
    return look;
  }

  boolean isEmpty() {
    return noticed.isEmpty();
  }

  /** Fails those whose time has come. */
  void fail(Instant now) {
    List<TaskRun> due =
        noticed.entrySet().stream()
            .filter(e -> !e.getValue().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    for (TaskRun run : due) {
      run.fail(DETAIL, now);
      run.task().database().setBusy(false);
      noticed.remove(run);
    }
  }
}
