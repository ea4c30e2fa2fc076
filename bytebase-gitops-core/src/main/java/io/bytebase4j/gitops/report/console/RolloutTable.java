package io.bytebase4j.gitops.report.console;

import io.bytebase4j.gitops.common.internal.Texts;
import io.bytebase4j.gitops.report.internal.RolloutWording;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Shows how a rollout stands as a table: a line for each stage with its counts, and below it a line
 * for each task. Immutable and thread-safe.
 */
public final class RolloutTable {
  private final int most;
  private final boolean coloured;

  private RolloutTable(int most, boolean coloured) {
    this.most = most;
    this.coloured = coloured;
  }

  /**
   * Shows all tasks, without colours.
   *
   * @return a table
   */
  public static RolloutTable plain() {
    return new RolloutTable(Integer.MAX_VALUE, false);
  }

  /**
   * Colours what is done, failed and under way, as terminals show it. Whether to is for the caller
   * to know: not when the variable {@code NO_COLOR} is set to anything, and not into a file.
   *
   * @return a copy with colours
   */
  public RolloutTable withColours() {
    return new RolloutTable(most, true);
  }

  /**
   * Sets how many lines there are at most, for a terminal's height. Where tasks have to be left
   * out, those that failed and that are under way stay; how many are left out is said.
   *
   * @param lines 1 or more; stages are always shown
   * @return a copy with the limit
   * @throws IllegalArgumentException if it is less than 1
   */
  public RolloutTable withLimit(int lines) {
    if (lines < 1) {
      throw new IllegalArgumentException("limit is " + lines + ": it must be 1 or more");
    }
    return new RolloutTable(lines, coloured);
  }

  /**
   * Makes the table.
   *
   * @param rollout how it stands
   * @return its lines; text of others in them can't give commands to a terminal or a CI platform
   */
  public List<String> lines(RolloutStatus rollout) {
    List<String> lines = new ArrayList<>();
    int tasks = rollout.stages().stream().mapToInt(stage -> stage.tasks().size()).sum();
    // A stage takes a line, and another one where some of its tasks are left out.
    int room = most - (tasks + rollout.stages().size() <= most ? 1 : 2) * rollout.stages().size();
    for (StageState stage : rollout.stages()) {
      lines.add(styled(stage.id() + ": " + RolloutWording.counts(stage), stage));
      List<TaskState> shown = shown(stage, Math.max(0, room));
      room -= shown.size();
      int width = shown.stream().mapToInt(task -> word(task).length()).max().orElse(0);
      for (TaskState task : shown) {
        String word = word(task) + " ".repeat(width - word(task).length());
        lines.add(styled("  " + word + "  " + task.target() + reason(task), task.status()));
      }
      if (shown.size() < stage.tasks().size()) {
        lines.add("  and " + (stage.tasks().size() - shown.size()) + " more");
      }
    }
    return List.copyOf(lines);
  }

  private static List<TaskState> shown(StageState stage, int room) {
    if (stage.tasks().size() <= room) {
      return stage.tasks();
    }
    return stage.tasks().stream()
        .sorted(Comparator.comparingInt(RolloutTable::importance))
        .limit(room)
        .toList();
  }

  private static int importance(TaskState task) {
    if (task.status().isFailed()) {
      return 0;
    }
    return task.status().isUnderWay() ? 1 : 2;
  }

  private static String word(TaskState task) {
    return task.status() == TaskStatus.UNKNOWN
        ? task.serverStatus().toLowerCase(Locale.ROOT)
        : RolloutWording.word(task.status());
  }

  private static String reason(TaskState task) {
    return task.skippedReason().isEmpty() ? "" : " (" + Texts.flowing(task.skippedReason()) + ")";
  }

  private String styled(String line, StageState stage) {
    String safe = Texts.logLine(line);
    if (stage.hasFailures()) {
      return Style.BAD.on(safe, coloured);
    }
    return stage.isSettled() ? Style.GOOD.on(safe, coloured) : safe;
  }

  private String styled(String line, TaskStatus status) {
    String safe = Texts.logLine(line);
    if (status.isFailed()) {
      return Style.BAD.on(safe, coloured);
    } else if (status.isSettled()) {
      return Style.GOOD.on(safe, coloured);
    }
    return status.isUnderWay() ? Style.DOUBTFUL.on(safe, coloured) : safe;
  }
}
