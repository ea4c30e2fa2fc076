package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Principal;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rollouts as in August 2025: a stage is named by its environment. */
final class AugustRollouts implements RolloutShape {

  @Override
  public String title(JsonObject rollout, Plan plan) {
    return plan.draft().title();
  }

  @Override
  public String previewTitle(String title) {
    return "";
  }

  @Override
  public List<Task.Work> ordered(List<Task.Work> work) {
    return work;
  }

  @Override
  public String stageId(Optional<Pipeline> pipeline, String environment) {
    return environment;
  }

  @Override
  public Optional<String> environment(Pipeline pipeline, String stageId) {
    return Optional.of(stageId);
  }

  @Override
  public void showStage(Json json, String stageId) {
    json.put("id", stageId);
  }

  @Override
  public void showRollout(Json json, String updateTime) {
    json.put("updateTime", updateTime);
  }

  @Override
  public void showTask(Json json, Task task) {
    Optional<TaskRun> run = task.latest();
    json.put("updateTime", run.map(TaskRun::updateTime).orElse(null))
        .put("runTime", run.map(TaskRun::runTime).orElse(null));
  }

  @Override
  public Predicate<Pipeline> filter(String filter) {
    return RolloutFilter2025.parse(filter);
  }

  @Override
  public String environmentToRun(Pipeline pipeline, List<String> stages) {
    if (stages.size() > 1) {
      throw ApiException.invalidArgument("tasks should be in the same environment");
    }
    return stages.get(0);
  }

  @Override
  public boolean waitsForApproval(Principal caller) {
    return !caller.may("bb.taskRuns.create");
  }

  @Override
  public void requireStage(Pipeline pipeline, String stageId, List<String> taskRuns) {
    for (String run : taskRuns) {
      if (!Names2025.taskRun(run).stage().equals(stageId)) {
        throw ApiException.invalidArgument(
            "task run %s is not in the specified stage %s".formatted(run, stageId));
      }
    }
  }

  @Override
  public String skipRefusal(String environment) {
    return "not allowed to skip tasks in environment \"" + environment + "\"";
  }
}
