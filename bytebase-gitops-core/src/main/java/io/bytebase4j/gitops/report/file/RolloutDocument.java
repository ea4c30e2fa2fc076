package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.report.file.RolloutOutput.Outcome;
import io.bytebase4j.gitops.rollout.RolloutStatus;
import io.bytebase4j.gitops.rollout.StageState;
import io.bytebase4j.gitops.rollout.TaskFailure;
import io.bytebase4j.gitops.rollout.TaskState;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link RolloutOutput} says of a rollout. Keys stand in the order of the alphabet. */
final class RolloutDocument {
  private final Json json;
  private final Map<String, TaskFailure> failures;

  RolloutDocument(Json json, Map<String, TaskFailure> failures) {
    this.json = json;
    this.failures = failures;
  }

  static Outcome outcome(List<StageState> stages) {
    if (stages.stream().allMatch(StageState::isSettled)) {
      return Outcome.DONE;
    }
    if (stages.stream().anyMatch(StageState::isUnderWay)) {
      return Outcome.PENDING;
    }
    if (has(stages, TaskStatus.FAILED)) {
      return Outcome.FAILED;
    }
    return has(stages, TaskStatus.CANCELED) ? Outcome.CANCELED : Outcome.PENDING;
  }

  private static boolean has(List<StageState> stages, TaskStatus status) {
    return stages.stream()
        .flatMap(stage -> stage.tasks().stream())
        .anyMatch(task -> task.status() == status);
  }

  void writeFields(Outcome outcome, OutputNames names, @Nullable RolloutStatus status)
      throws IOException {
    json.put("outcome", outcome.name())
        .putUnlessEmpty("plan", names.plan())
        .putUnlessEmpty("release", names.release())
        .putUnlessEmpty("rollout", names.rollout());
    if (status == null) {
      return;
    }
    json.beginArray("stages");
    for (StageState stage : status.stages()) {
      json.beginObject()
          .put("environment", stage.environment())
          .put("id", stage.id())
          .put("name", stage.name())
          .put("status", outcome(List.of(stage)).name())
          .beginArray("tasks");
      for (TaskState task : stage.tasks()) {
        task(task);
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private void task(TaskState task) throws IOException {
    json.beginObject();
    TaskFailure failure = failures.get(task.name());
    if (failure != null) {
      json.putUnlessEmpty("databaseError", failure.databaseError().orElse(""))
          .putUnlessEmpty("detail", failure.detail())
          .put("failure", failure.kind().name())
          .putUnlessEmpty("file", failure.file().orElse(""));
    }
    json.put("name", task.name());
    Instant runTime = task.runTime();
    if (runTime != null) {
      json.put("runTime", runTime.toString());
    }
    json.putUnlessEmpty("skippedReason", task.skippedReason())
        .put("status", task.serverStatus())
        .put("target", task.target());
    if (failure != null) {
      json.putUnlessEmpty("taskRun", failure.taskRun())
          .putUnlessEmpty("version", failure.version().orElse(""));
    }
    json.endObject();
  }
}
