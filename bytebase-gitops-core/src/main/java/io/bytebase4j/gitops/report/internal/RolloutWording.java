package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the sinks for readers say of a rollout in the same words. */
public final class RolloutWording {
  private RolloutWording() {}

  /**
   * How many tasks of a stage stand where.
   *
   * @param stage the stage
   * @return for example {@code 1 running, 3 done}
   */
  public static String counts(StageState stage) {
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    stage.tasks().forEach(task -> counts.merge(task.status(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((status, count) -> parts.add(count + " " + word(status)));
    return parts.isEmpty() ? "no tasks" : String.join(", ", parts);
  }

  /**
   * Where a task stands.
   *
   * @param status the status
   * @return for example {@code not started}
   */
  public static String word(TaskStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
