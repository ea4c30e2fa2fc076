package io.bytebase4j.gitops.rollout;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tasks in messages: the first by name, the rest by number. */
final class TaskTexts {
  private static final int MOST = 10;

  private TaskTexts() {}

  /** Databases with their status. */
  static String of(List<TaskState> tasks) {
    return text(tasks, TaskState::toString);
  }

  /** Whole names with their databases. */
  static String named(List<TaskState> tasks) {
    return text(tasks, task -> task.name() + " (" + task.target() + ")");
  }

  private static String text(List<TaskState> tasks, Function<TaskState, String> form) {
    String first = tasks.stream().limit(MOST).map(form).collect(Collectors.joining(", "));
    int more = tasks.size() - MOST;
    return "[" + first + (more > 0 ? " and " + more + " more" : "") + "]";
  }
}
