package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes and shows plans. */
final class PlanService {

  private static final Set<String> KNOWN = Set.of("targets", "release");

  private final State state;
  private final Names names;
  private final Views views;

  PlanService(State state, Names names, Views views) {
    this.state = state;
    this.names = names;
    this.views = views;
  }

  JsonObject create(Call call) {
    JsonObject body = call.body();
    return state.locked(
        () -> {
          Plan.Draft draft =
              new Plan.Draft(
                  Json.string(body, "title").strip(),
                  Json.string(body, "description"),
                  Json.array(body, "specs").deepCopy(),
                  call.caller().resource(),
                  changes(body));
          return views.plan(state.addPlan(draft));
        });
  }

  private List<Plan.Change> changes(JsonObject plan) {
    List<Plan.Change> changes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonElement element : Json.array(plan, "specs")) {
      JsonObject spec = element.getAsJsonObject();
      String id = Json.string(spec, "id");
      if (id.isEmpty()) {
        throw refused("spec id cannot be empty");
      }
      if (!ids.add(id)) {
        throw refused("found duplicate spec id " + id);
      }
      changes.add(change(id, spec));
    }
    if (changes.isEmpty()) {
      throw refused("the plan has zero spec");
    }
    if (changes.size() > 1) {
      throw ApiException.unmeasured("a plan with several specs");
    }
    return changes;
  }

  private Plan.Change change(String id, JsonObject spec) {
    JsonObject config = spec.getAsJsonObject("changeDatabaseConfig");
    if (config == null) {
      throw ApiException.unmeasured("a spec without changeDatabaseConfig");
    }
    Json.setKeys(config).stream()
        .filter(key -> !KNOWN.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw ApiException.unmeasured("changeDatabaseConfig." + key);
            });
    String release = Json.string(config, "release");
    if (release.isEmpty()) {
      throw ApiException.unmeasured("a spec without a release");
    }
    List<Database> targets = Json.strings(config, "targets").stream().map(this::target).toList();
    requireRelease(release);
    return new Plan.Change(id, release, targets);
  }

  private Database target(String name) {
    if (Names.isDatabaseGroup(name)) {
      throw refused(
          "internal: failed to get database group %s: not_found: database group %s not found"
              .formatted(GoText.quote(name), GoText.quote(Names.id(name))));
    }
    if (!Names.isDatabase(name)) {
      throw refused("invalid target " + name);
    }
    return state
        .database(name)
        .orElseThrow(() -> refused("not_found: database " + GoText.quote(name) + " not found"));
  }

  private void requireRelease(String name) {
    String prefix = names.project() + "/releases/";
    if (!name.startsWith(prefix)) {
      throw ApiException.unmeasured("the release name " + name + " in a plan");
    }
    String id = name.substring(prefix.length());
    if (state.release(id).isEmpty()) {
      throw refused("release " + id + " not found");
    }
  }

  private static ApiException refused(String words) {
    return ApiException.invalidArgument("failed to validate plan specs: " + words);
  }

  JsonObject get(Call call) {
    long id = Names.planId(call.resource());
    return state.locked(() -> views.plan(require(id)));
  }

  JsonObject createRollout(Call call) {
    call.refuse("target");
    long id = Names.planId(call.resource());
    return state.locked(
        () -> {
          Plan plan = require(id);
          // the answer to the first call still tells the time of the plan before it had a rollout
          var before = plan.updateTime();
          state.rollOut(plan);
          return views.rollout(plan, before);
        });
  }

  private Plan require(long id) {
    Optional<Plan> plan = state.plan(id);
    return plan.orElseThrow(
        () ->
            ApiException.notFound(
                "plan %d not found in project %s".formatted(id, state.project())));
  }
}
