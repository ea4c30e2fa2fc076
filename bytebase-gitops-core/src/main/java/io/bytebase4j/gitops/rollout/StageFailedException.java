package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stage came to its end with tasks that failed or were cancelled. Running the stage again runs
 * those tasks only.
 */
public final class StageFailedException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient StageState stage;
  private final transient List<TaskFailure> failures;

  StageFailedException(StageState stage, List<TaskFailure> failures) {
    super(
        "stage %s failed on %d of %d databases:%s"
            .formatted(
                stage.id(),
                failures.size(),
                stage.tasks().size(),
                failures.stream()
                    .map(StageFailedException::describe)
                    .collect(Collectors.joining())));
    this.stage = stage;
    this.failures = List.copyOf(failures);
  }

  private static String describe(TaskFailure failure) {
    String what = failure.detail().isEmpty() ? "the server gives no reason" : failure.detail();
    return "\n  %s %s: %s".formatted(failure.task().target(), failure.task().status(), what);
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
   * The tasks that did not get done.
   *
   * @return at least one
   */
  public List<TaskFailure> failures() {
    return failures;
  }
}
