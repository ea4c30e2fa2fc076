package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stage came to its end with tasks that failed or were cancelled. Running the stage again runs
 * those tasks only.
 */
public final class StageFailedException extends GitOpsException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_DESCRIBED = 20;

  private final transient StageState stage;
  private final transient List<TaskFailure> failures;

  StageFailedException(StageState stage, List<TaskFailure> failures, boolean windowOver) {
    super(message(stage, failures, windowOver));
    this.stage = stage;
    this.failures = List.copyOf(failures);
  }

  private static String message(StageState stage, List<TaskFailure> failures, boolean windowOver) {
    String failed =
        failures.isEmpty()
            ? "stage %s is not done".formatted(stage.id())
            : "stage %s failed on %d of %d databases:%s"
                .formatted(
                    stage.id(),
                    databases(failures.stream().map(TaskFailure::task)),
                    databases(stage.tasks().stream()),
                    failures.stream()
                        .limit(MOST_DESCRIBED)
                        .map(StageFailedException::describe)
                        .collect(Collectors.joining()));
    List<TaskState> left = notStarted(stage);
    int more = failures.size() - MOST_DESCRIBED;
    return failed
        + (more > 0 ? "\n  and " + more + " more" : "")
        + (left.isEmpty()
            ? ""
            : "\n  not started, since %s: %s"
                .formatted(
                    windowOver ? "the time window is over" : "too much failed",
                    TaskTexts.of(left)));
  }

  // Servers of 2025 have a task for each file.
  private static long databases(Stream<TaskState> tasks) {
    return tasks.map(TaskState::target).distinct().count();
  }

  private static List<TaskState> notStarted(StageState stage) {
    return stage.tasks().stream().filter(task -> task.status() == TaskStatus.NOT_STARTED).toList();
  }

  private static String describe(TaskFailure failure) {
    String what = failure.detail().isEmpty() ? "the server gives no reason" : failure.description();
    String abandoned =
        failure.kind() == TaskFailure.Kind.ABANDONED ? " (no fault of the files)" : "";
    return "\n  %s: %s%s".formatted(failure.task(), what, abandoned);
  }

  /**
   * The stage as it ended.
   *
   * @return all tasks, those that got done too
   */
  public StageState stage() {
    return stage;
  }

  /**
   * The tasks that failed or were cancelled.
   *
   * @return none where the stage ended for another reason, see {@link #notStarted()}
   */
  public List<TaskFailure> failures() {
    return failures;
  }

  /**
   * The tasks that were not started, since too much had failed or the time window was over.
   *
   * @return in the order of the stage
   */
  public List<TaskState> notStarted() {
    return notStarted(stage);
  }
}
