package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Makes and shows plans. */
final class PlanService {

  /** With a release {@code enablePriorBackup} was seen to have no effect. */
  private static final Set<String> KNOWN = Set.of("targets", "release", "enablePriorBackup");

  private static final TextLimit.Parent PLAN = new TextLimit.Parent("plan", 2);
  private static final TextLimit TITLE = new TextLimit(PLAN, "title", 5, 200);
  private static final TextLimit DESCRIPTION = new TextLimit(PLAN, "description", 6, 10_000);
  private static final String ENVIRONMENTS = "environments/";

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
    TITLE.check(Json.string(body, "title"));
    DESCRIPTION.check(Json.string(body, "description"));
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

  /** Archives a plan. */
  JsonObject update(Call call) {
    if (!call.exchange().param("updateMask").equals("state")
        || !Json.string(call.body(), "state").equals("DELETED")) {
      throw ApiException.unmeasured("another change of a plan than its archiving");
    }
    long id = Names.planId(call.resource());
    return state.locked(
        () -> {
          Plan plan = require(id);
          Principal caller = call.caller();
          if (!caller.admin() && !plan.draft().creator().equals(caller.resource())) {
            throw ApiException.unmeasured("archiving somebody else's plan");
          }
          plan.archive(state.now());
          return views.plan(plan);
        });
  }

  JsonObject createRollout(Call call) {
    long id = Names.planId(call.resource());
    Predicate<String> environments = environments(Json.string(call.body(), "target"));
    return state.locked(
        () -> {
          Plan plan = require(id);
          if (!call.caller().may("bb.rollouts.create")) {
            throw ApiException.of(403, 7, "permission denied to create rollout");
          }
          if (!isApproved(state, plan)) {
            throw ApiException.failedPrecondition(
                "cannot create rollout because issue approval is required but the issue is not"
                    + " approved");
          }
          // the answer to the first call still tells the time of the plan before it had a rollout
          var before = plan.updateTime();
          state.rollOut(plan, environments, state.now());
          return views.rollout(plan, before);
        });
  }

  private Predicate<String> environments(String target) {
    if (target.isEmpty()) {
      return environment -> true;
    }
    String wanted = target.startsWith(ENVIRONMENTS) ? target.substring(ENVIRONMENTS.length()) : "";
    if (!state.environments().contains(wanted)) {
      throw ApiException.unmeasured("a rollout with the target " + target);
    }
    return wanted::equals;
  }

  /** Whether a plan may be rolled out and run; one without an issue always may. */
  static boolean isApproved(State state, Plan plan) {
    return !state.requiresIssueApproval() || plan.issue().map(Issue::needsNoApproval).orElse(true);
  }

  private Plan require(long id) {
    return state.plan(id).orElseThrow(() -> notFound(state, id));
  }

  static ApiException notFound(State state, long id) {
    return ApiException.notFound("plan %d not found in project %s".formatted(id, state.project()));
  }
}
