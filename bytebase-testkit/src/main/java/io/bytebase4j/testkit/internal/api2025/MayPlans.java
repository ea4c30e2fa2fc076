package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Versions;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans as in May 2025: a spec is a sheet for one database, and steps hold the specs. */
final class MayPlans implements PlanShape {

  private static final String CONFIG = "changeDatabaseConfig";
  private static final String SOURCE = "specReleaseSource";
  private static final String BACKUP = "preUpdateBackupDetail";
  private static final Set<String> KNOWN =
      Set.of("target", "sheet", "type", "schemaVersion", BACKUP);

  /** From what a spec is to what its file is. */
  private static final Map<String, String> CHANGE_TYPES = Map.of("MIGRATE", "DDL", "DATA", "DML");

  private final State state;

  MayPlans(State state) {
    this.state = state;
  }

  @Override
  public String complaint() {
    return "failed to validate plan steps, error: ";
  }

  @Override
  public Plan.Draft draft(JsonObject plan, String creator) {
    JsonArray steps = Json.array(plan, "steps");
    if (steps.isEmpty()) {
      throw new RefusedException("the plan has zero step");
    }
    Set<String> ids = new HashSet<>();
    for (JsonElement step : steps) {
      JsonArray specs = Json.array(step.getAsJsonObject(), "specs");
      if (specs.isEmpty()) {
        throw new RefusedException("the plan step has zero spec");
      }
      specs.forEach(spec -> check(spec.getAsJsonObject(), ids));
    }
    return new Plan.Draft(
        Json.string(plan, "title"),
        Json.string(plan, "description"),
        steps.deepCopy(),
        creator,
        List.of(),
        text(plan.getAsJsonObject("releaseSource"), "release"));
  }

  private static void check(JsonObject spec, Set<String> ids) {
    String id = Json.string(spec, "id");
    if (id.isEmpty()) {
      throw new RefusedException("spec id cannot be empty");
    }
    if (!ids.add(id)) {
      throw new RefusedException("found duplicate spec id " + GoText.quote(id));
    }
    String target = Json.string(config(spec), "target");
    if (Names2025.isDatabaseGroup(target)) {
      throw ApiException.unmeasured("a plan for a database group");
    }
    if (!Names2025.isDatabase(target)) {
      throw new RefusedException("unknown target " + GoText.quote(target));
    }
  }

  private static JsonObject config(JsonObject spec) {
    JsonObject config = spec.getAsJsonObject(CONFIG);
    if (config == null) {
      throw ApiException.unmeasured("a spec without changeDatabaseConfig");
    }
    boolean known = KNOWN.containsAll(Json.setKeys(config));
    if (!known || !CHANGE_TYPES.containsKey(Json.string(config, "type"))) {
      throw ApiException.unmeasured("a spec with anything but a sheet to migrate by or with data");
    }
    if (Versions.complaint(Json.string(config, "schemaVersion")).isPresent()) {
      throw ApiException.unmeasured("a spec without a schema version of numbers");
    }
    return config;
  }

  private static String text(@Nullable JsonObject object, String key) {
    return object == null ? "" : Json.string(object, key);
  }

  @Override
  public List<Task.Work> work(Plan.Draft draft) {
    List<Task.Work> all = new ArrayList<>();
    for (JsonElement step : draft.specs()) {
      for (JsonElement spec : Json.array(step.getAsJsonObject(), "specs")) {
        all.add(work(spec.getAsJsonObject()));
      }
    }
    return all;
  }

  private Task.Work work(JsonObject spec) {
    JsonObject config = config(spec);
    Database database = database(Json.string(config, "target"));
    String sheet = Names2025.id(Json.string(config, "sheet"));
    String text =
        state
            .sheet(sheet)
            .orElseThrow(() -> ApiException.unmeasured("a spec without a sheet that is there"));
    String source = text(spec.getAsJsonObject(SOURCE), "file");
    SentFile file =
        new SentFile(
            "",
            Json.string(config, "schemaVersion"),
            CHANGE_TYPES.getOrDefault(Json.string(config, "type"), ""),
            sheet,
            text);
    return new Task.Work(
        Json.string(spec, "id"), database, releaseId(source), List.of(file.kept(sheet)));
  }

  private static String releaseId(String file) {
    String[] parts = file.split("/", -1);
    return parts.length > 3 ? parts[3] : "";
  }

  private Database database(String target) {
    String instance = target.split("/", -1)[1];
    String prefix = "instances/" + instance + "/";
    boolean known = state.databases().stream().anyMatch(d -> d.target().startsWith(prefix));
    String missing =
        known
            ? "database " + GoText.quote(Names2025.id(target))
            : "instance " + GoText.quote(instance);
    return state
        .database(target)
        .orElseThrow(
            () ->
                new RefusedException(
                    "failed to get task creates from spec: " + missing + " not found"));
  }

  @Override
  public Issue.Draft issue(Plan plan, Issue.Draft sent) {
    return sent;
  }

  @Override
  public void show(Plan plan, Names2025 names, Json json) {
    JsonArray steps = plan.draft().specs().deepCopy();
    for (JsonElement step : steps) {
      for (JsonElement spec : Json.array(step.getAsJsonObject(), "specs")) {
        complete(spec.getAsJsonObject());
      }
    }
    json.put("steps", steps)
        .put("releaseSource", Json.object().put("release", plan.draft().source()).build());
  }

  /** These messages are always there. */
  private static void complete(JsonObject spec) {
    if (!spec.has(SOURCE)) {
      spec.add(SOURCE, new JsonObject());
    }
    JsonObject config = spec.getAsJsonObject(CONFIG);
    if (!config.has(BACKUP)) {
      config.add(BACKUP, new JsonObject());
    }
  }

  /** The spec that applies a file of a release to a database. */
  static JsonObject spec(
      String id, Database database, Release.File file, Names2025 names, String source) {
    return Json.object()
        .put("id", id)
        .put(SOURCE, Json.object().put("file", source).build())
        .put(
            CONFIG,
            Json.object()
                .put("target", database.target())
                .put("sheet", names.sheet(file.sheet()))
                .put("type", file.changeType().equals("DML") ? "DATA" : "MIGRATE")
                .put("schemaVersion", file.version())
                .build())
        .build();
  }
}
