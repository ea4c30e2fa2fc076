package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Plans as in August 2025: a spec is a release for some databases. */
final class AugustPlans implements PlanShape {

  private static final Set<String> KNOWN = Set.of("targets", "release", "enablePriorBackup");

  private final State state;

  AugustPlans(State state) {
    this.state = state;
  }

  @Override
  public String complaint() {
    return "failed to validate plan specs, error: ";
  }

  @Override
  public Plan.Draft draft(JsonObject plan, String creator) {
    JsonArray specs = Json.array(plan, "specs");
    if (specs.isEmpty()) {
      throw new RefusedException("the plan has zero spec");
    }
    Set<String> ids = new HashSet<>();
    specs.forEach(spec -> check(spec.getAsJsonObject(), ids));
    return new Plan.Draft(
        Json.string(plan, "title"),
        Json.string(plan, "description"),
        specs.deepCopy(),
        creator,
        List.of());
  }

  private static void check(JsonObject spec, Set<String> ids) {
    String id = Json.string(spec, "id");
    if (id.isEmpty()) {
      throw new RefusedException("spec id cannot be empty");
    }
    if (!ids.add(id)) {
      throw new RefusedException("found duplicate spec id " + id);
    }
    for (String target : Json.strings(config(spec), "targets")) {
      if (Names2025.isDatabaseGroup(target)) {
        throw ApiException.unmeasured("a plan for a database group");
      }
      if (!Names2025.isDatabase(target)) {
        throw new RefusedException("invalid target " + target);
      }
    }
  }

  private static JsonObject config(JsonObject spec) {
    JsonObject config = spec.getAsJsonObject("changeDatabaseConfig");
    if (config == null) {
      throw ApiException.unmeasured("a spec without changeDatabaseConfig");
    }
    boolean known = KNOWN.containsAll(Json.setKeys(config));
    if (!known || Json.string(config, "release").isEmpty()) {
      throw ApiException.unmeasured("a spec with anything but targets and a release");
    }
    return config;
  }

  @Override
  public List<Task.Work> work(Plan.Draft draft) {
    List<Task.Work> all = new ArrayList<>();
    for (JsonElement spec : draft.specs()) {
      try {
        all.addAll(work(spec.getAsJsonObject()));
      } catch (RefusedException e) {
        throw new RefusedException("failed to get task creates from spec: " + e.words());
      }
    }
    return all;
  }

  /** One task for each database and file that it does not have. */
  private List<Task.Work> work(JsonObject spec) {
    JsonObject config = config(spec);
    List<Database> databases =
        Json.strings(config, "targets").stream().map(this::database).toList();
    Release release = release(Json.string(config, "release"));
    List<Task.Work> all = new ArrayList<>();
    for (Database database : databases) {
      for (Release.File file : release.files()) {
        if (database.applied(file.version()).isEmpty()) {
          String id = Json.string(spec, "id");
          all.add(new Task.Work(id, database, release.id(), List.of(file)));
        }
      }
    }
    return all;
  }

  private Database database(String target) {
    return state
        .database(target)
        .orElseThrow(() -> new RefusedException("database " + GoText.quote(target) + " not found"));
  }

  private Release release(String name) {
    long id;
    try {
      id = Names2025.number(name, "releases", "release");
    } catch (RefusedException e) {
      throw new RefusedException(
          "failed to parse release name " + GoText.quote(name) + ": " + e.words());
    }
    return state
        .release(String.valueOf(id))
        .orElseThrow(() -> new RefusedException("release " + id + " not found"));
  }

  /** The texts are those of the plan. */
  @Override
  public Issue.Draft issue(Plan plan, Issue.Draft sent) {
    return new Issue.Draft(plan.draft().title(), plan.draft().description(), sent.creator());
  }

  @Override
  public void show(Plan plan, Names2025 names, Json json) {
    json.put("state", "ACTIVE")
        .put("specs", plan.draft().specs().deepCopy())
        .put("rollout", plan.pipeline().map(names::rollout).orElse(""));
  }
}
