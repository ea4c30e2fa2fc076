package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api.Pages;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes, previews and shows rollouts. */
final class Rollouts2025 {

  private final State state;
  private final PlanShape plans;
  private final RolloutShape shape;
  private final RolloutViews views;

  Rollouts2025(State state, PlanShape plans, RolloutShape shape, RolloutViews views) {
    this.state = state;
    this.plans = plans;
    this.shape = shape;
    this.views = views;
  }

  /**
   * Makes the rollout of a plan, or adds to it what it lacks: all stages, those up to a target, or
   * none.
   */
  JsonObject create(Call call) {
    return state.locked(
        () -> {
          String name = Json.string(call.body(), "plan");
          Plan plan = Plans2025.require(state, name);
          List<Task.Work> work = upToTarget(work(plan), call);
          if (call.exchange().param("validateOnly").equals("true")) {
            return views.preview(name, shape.title(call.body(), plan), work);
          }
          Pipeline pipeline =
              plan.pipeline()
                  .orElseGet(
                      () ->
                          state.addPipeline(
                              plan, shape.title(call.body(), plan), call.caller().resource()));
          addMissing(pipeline, work);
          return views.rollout(pipeline);
        });
  }

  private List<Task.Work> work(Plan plan) {
    try {
      return shape.ordered(plans.work(plan.draft()));
    } catch (RefusedException e) {
      throw ApiException.invalidArgument("failed to get pipeline create, error: " + e.words());
    }
  }

  private List<Task.Work> upToTarget(List<Task.Work> work, Call call) {
    if (!call.exchange().query().containsKey("target")) {
      return work;
    }
    String target = call.exchange().param("target");
    if (target.isEmpty()) {
      return List.of();
    }
    int last = state.environments().indexOf(environment(target));
    if (last < 0) {
      throw unfiltered("environment " + GoText.quote(environment(target)) + " not found");
    }
    List<String> wanted = state.environments().subList(0, last + 1);
    return work.stream().filter(w -> wanted.contains(w.database().environment())).toList();
  }

  private static String environment(String target) {
    try {
      return Names2025.parts(target, "environments").get(0);
    } catch (RefusedException e) {
      throw unfiltered(
          "failed to get environment id from " + GoText.quote(target) + ": " + e.words());
    }
  }

  private static ApiException unfiltered(String words) {
    return ApiException.internal("failed to filter stages with stageId, error: " + words);
  }

  /** A sheet and a database make a task what it is. */
  private void addMissing(Pipeline pipeline, List<Task.Work> work) {
    Set<String> there = new HashSet<>();
    pipeline.plan().tasks().forEach(task -> there.add(key(task.work())));
    work.stream().filter(w -> !there.contains(key(w))).forEach(w -> state.addTask(pipeline, w));
  }

  private static String key(Task.Work work) {
    return work.database().target() + " " + work.files().get(0).sheet();
  }

  JsonObject get(Call call) {
    long id =
        Names2025.refusedAsArgument(() -> Names2025.number(call.resource(), "rollouts", "rollout"));
    return state.locked(
        () ->
            views.rollout(
                state
                    .pipeline(id)
                    .orElseThrow(() -> ApiException.notFound("rollout not found for id: " + id))));
  }

  JsonObject list(Call call) {
    var filter = shape.filter(call.exchange().param("filter"));
    return state.locked(
        () -> {
          List<Pipeline> found = state.pipelines().stream().filter(filter).toList();
          Pages<Pipeline> page = Pages.of(found, call.exchange());
          return Json.object()
              .put("rollouts", Json.array(page.items().stream().map(views::rollout).toList()))
              .put("nextPageToken", page.nextPageToken())
              .build();
        });
  }
}
