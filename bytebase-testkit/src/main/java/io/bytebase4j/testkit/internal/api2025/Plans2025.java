package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api.Pages;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import java.util.List;

/** Makes, finds and shows plans. */
final class Plans2025 {

  private final State state;
  private final Names2025 names;
  private final PlanShape shape;

  Plans2025(State state, Names2025 names, PlanShape shape) {
    this.state = state;
    this.names = names;
    this.shape = shape;
  }

  JsonObject create(Call call) {
    return state.locked(
        () -> {
          Plan.Draft draft = draft(call);
          try {
            shape.work(draft);
          } catch (RefusedException e) {
            throw ApiException.invalidArgument(
                "failed to get pipeline from the plan, please check you request, error: "
                    + e.words());
          }
          return show(state.addPlan(draft));
        });
  }

  private Plan.Draft draft(Call call) {
    try {
      return shape.draft(call.body(), call.caller().resource());
    } catch (RefusedException e) {
      throw ApiException.invalidArgument(shape.complaint() + e.words());
    }
  }

  private JsonObject show(Plan plan) {
    Plan.Draft draft = plan.draft();
    JsonArray environments = new JsonArray();
    state.environments().forEach(environments::add);
    Json json =
        Json.object()
            .put("name", names.plan(plan))
            .put("issue", plan.issue().map(names::issue).orElse(""))
            .put("title", draft.title())
            .put("description", draft.description())
            .put("creator", draft.creator())
            .put("createTime", plan.createTime())
            .put("updateTime", plan.updateTime())
            .put("deployment", Json.object().put("environments", environments).build());
    shape.show(plan, names, json);
    return json.build();
  }

  JsonObject get(Call call) {
    return state.locked(() -> show(require(state, call.resource())));
  }

  /** The plan with a name. */
  static Plan require(State state, String name) {
    long id = Names2025.refusedAsArgument(() -> Names2025.number(name, "plans", "plan"));
    return state.plan(id).orElseThrow(() -> ApiException.notFound("plan not found for id: " + id));
  }

  JsonObject list(Call call) {
    return state.locked(() -> answer(Pages.of(state.plans(), call.exchange())));
  }

  /** Finds plans; whoever may see none gets an empty answer and no refusal. */
  JsonObject search(Call call) {
    PlanFilter filter = PlanFilter.parse(Json.string(call.body(), "filter"));
    return state.locked(
        () -> {
          List<Plan> found =
              call.caller().may("bb.plans.get")
                  ? state.plans().stream().filter(filter::matches).toList()
                  : List.of();
          String size = Json.string(call.body(), "pageSize");
          return answer(Pages.of(found, size, Json.string(call.body(), "pageToken")));
        });
  }

  private JsonObject answer(Pages<Plan> page) {
    return Json.object()
        .put("plans", Json.array(page.items().stream().map(this::show).toList()))
        .put("nextPageToken", page.nextPageToken())
        .build();
  }
}
