package io.bytebase4j.gitops.report;

import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/** Rollouts to be shown. */
public final class SampleRollouts {
  private static final String ROLLOUT = "projects/hr/plans/101/rollout";

  private SampleRollouts() {}

  public static RolloutStatus rollout(StageState... stages) {
    return new RolloutStatus(ROLLOUT, List.of(stages));
  }

  /** A stage with a task for each status, on databases a, b and so on. */
  public static StageState stage(String id, TaskStatus... statuses) {
    List<TaskState> tasks = new ArrayList<>();
    for (TaskStatus status : statuses) {
      tasks.add(task(id, tasks.size(), status, status.name(), ""));
    }
    return new StageState(ROLLOUT + "/stages/" + id, "environments/" + id, tasks);
  }

  public static StageState stageOf(String id, TaskState... tasks) {
    return new StageState(ROLLOUT + "/stages/" + id, "environments/" + id, List.of(tasks));
  }

  public static TaskState task(
      String stage, int number, TaskStatus status, String serverStatus, String skippedReason) {
    return new TaskState(
        ROLLOUT + "/stages/" + stage + "/tasks/" + (200 + number),
        "projects/hr/releases/r",
        "instances/" + stage + "-pg/databases/" + (char) ('a' + number),
        status,
        serverStatus,
        skippedReason,
        null);
  }
}
