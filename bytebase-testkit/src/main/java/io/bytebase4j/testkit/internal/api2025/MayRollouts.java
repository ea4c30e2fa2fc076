package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Principal;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rollouts as in May 2025: a stage has a number, and nothing tells when it changed last. */
final class MayRollouts implements RolloutShape {

  private final State state;

  MayRollouts(State state) {
    this.state = state;
  }

  @Override
  public String title(JsonObject rollout, Plan plan) {
    String title = Json.string(rollout, "title");
    return title.isEmpty() ? plan.draft().title() : title;
  }

  @Override
  public String previewTitle(String title) {
    return title;
  }

  @Override
  public List<Task.Work> ordered(List<Task.Work> work) {
    return work.stream()
        .sorted(
            Comparator.comparingInt(w -> state.environments().indexOf(w.database().environment())))
        .toList();
  }

  @Override
  public String stageId(Optional<Pipeline> pipeline, String environment) {
    return String.valueOf(pipeline.flatMap(p -> p.stage(environment)).orElse(0L));
  }

  @Override
  public Optional<String> environment(Pipeline pipeline, String stageId) {
    long number = Names2025.refusedAsArgument(() -> Names2025.number(stageId, "stage"));
    return pipeline.environment(number);
  }

  @Override
  public void showStage(Json json, String stageId) {
    // its name tells its id
  }

  @Override
  public void showRollout(Json json, String updateTime) {
    // it does not tell
  }

  @Override
  public void showTask(Json json, Task task) {
    // it does not tell
  }

  /** There are no filters; the server passes over what it does not know. */
  @Override
  public Predicate<Pipeline> filter(String filter) {
    return pipeline -> true;
  }

  @Override
  public String environmentToRun(Pipeline pipeline, List<String> stages) {
    requireAnyStage(pipeline);
    if (stages.size() > 1) {
      throw ApiException.invalidArgument("tasks should be in the same stage");
    }
    return environment(pipeline, stages.get(0))
        .orElseThrow(() -> ApiException.internal("failed to find the stage to run"));
  }

  private static void requireAnyStage(Pipeline pipeline) {
    if (pipeline.plan().tasks().isEmpty()) {
      throw ApiException.notFound("no stages found for rollout " + pipeline.id());
    }
  }

  /** A role in the project does not count here. */
  @Override
  public boolean waitsForApproval(Principal caller) {
    return !caller.admin();
  }

  @Override
  public void requireStage(Pipeline pipeline, String stageId, List<String> taskRuns) {
    requireAnyStage(pipeline);
    if (environment(pipeline, stageId).isEmpty()) {
      throw ApiException.notFound(
          "stage %s not found in rollout %d".formatted(stageId, pipeline.id()));
    }
  }

  @Override
  public String skipRefusal(String environment) {
    return "not allowed to skip tasks in stage \"" + environment + "\"";
  }
}
