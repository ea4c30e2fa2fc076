package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import java.util.List;

/** Shows rollouts. */
final class RolloutService {

  private final State state;
  private final Views views;

  RolloutService(State state, Views views) {
    this.state = state;
    this.views = views;
  }

  JsonObject get(Call call) {
    String name = call.resource();
    long id = Names.planId(name.substring(0, name.length() - "/rollout".length()));
    return state.locked(
        () ->
            views.rollout(
                state.plan(id).filter(Plan::hasRollout).orElseThrow(() -> notFound(state, id))));
  }

  static ApiException notFound(State state, long id) {
    return ApiException.notFound(
        "rollout %d not found in project %s".formatted(id, state.project()));
  }

  JsonObject list(Call call) {
    RolloutFilter filter = RolloutFilter.parse(call.exchange().param("filter"));
    return state.locked(
        () -> {
          List<Plan> found = state.rollouts().stream().filter(filter::matches).toList();
          Pages<Plan> page = Pages.of(found, call.exchange());
          return Json.object()
              .put("rollouts", Json.array(page.items().stream().map(views::rollout).toList()))
              .put("nextPageToken", page.nextPageToken())
              .build();
        });
  }
}
