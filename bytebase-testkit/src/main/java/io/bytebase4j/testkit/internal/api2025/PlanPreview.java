package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.Revision;
import io.bytebase4j.testkit.internal.state.State;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Previews the plan of a release, as in May 2025: one spec for each database and missing file. */
final class PlanPreview {

  private final State state;
  private final Names2025 names;

  PlanPreview(State state, Names2025 names) {
    this.state = state;
    this.names = names;
  }

  JsonObject preview(Call call) {
    String release = Json.string(call.body(), "release");
    Set<String> targets = new LinkedHashSet<>(Json.strings(call.body(), "targets"));
    return state.locked(
        () -> {
          Answer answer = new Answer(release(release), Json.isTrue(call.body(), "allowOutOfOrder"));
          requireDatabases(targets);
          for (String target : targets) {
            // one that is not in the project is passed over
            state.database(target).ifPresent(answer::add);
          }
          return answer.json(release);
        });
  }

  private Release release(String name) {
    long id;
    try {
      id = Names2025.number(name, "releases", "release");
    } catch (RefusedException e) {
      throw ApiException.invalidArgument(
          "failed to get releaseUID from %s, err: %s".formatted(GoText.quote(name), e.words()));
    }
    return state
        .release(String.valueOf(id))
        .orElseThrow(() -> ApiException.notFound("release " + GoText.quote(name) + " not found"));
  }

  private static void requireDatabases(Set<String> targets) {
    for (String target : targets) {
      if (Names2025.isDatabaseGroup(target)) {
        throw ApiException.unmeasured("the preview of a plan for a database group");
      }
      if (!Names2025.isDatabase(target)) {
        throw ApiException.invalidArgument("unknown target " + target);
      }
    }
  }

  private final class Answer {
    private final Release release;
    private final boolean allowOutOfOrder;
    private final JsonArray specs = new JsonArray();
    private final JsonArray outOfOrder = new JsonArray();
    private final JsonArray modified = new JsonArray();

    Answer(Release release, boolean allowOutOfOrder) {
      this.release = release;
      this.allowOutOfOrder = allowOutOfOrder;
    }

    void add(Database database) {
      // the server compares these versions as texts
      String last =
          database.revisions().stream()
              .map(Revision::file)
              .map(Release.File::version)
              .findFirst()
              .orElse("");
      JsonArray late = new JsonArray();
      JsonArray edited = new JsonArray();
      for (Release.File file : release.files()) {
        String name = names.file(release.id(), file.id());
        Optional<String> applied = database.applied(file.version());
        boolean isLate = applied.isEmpty() && last.compareTo(file.version()) >= 0;
        if (isLate) {
          late.add(name);
        }
        if (applied.isEmpty() && (!isLate || allowOutOfOrder)) {
          String id = UUID.randomUUID().toString();
          specs.add(MayPlans.spec(id, database, file, names, name));
        } else if (applied.isPresent() && !applied.get().equals(file.sha256())) {
          edited.add(name);
        }
      }
      addFiles(outOfOrder, database, late);
      addFiles(modified, database, edited);
    }

    private void addFiles(JsonArray to, Database database, JsonArray files) {
      if (!files.isEmpty()) {
        to.add(Json.object().put("database", database.target()).put("files", files).build());
      }
    }

    JsonObject json(String name) {
      JsonObject step = Json.object().put("specs", specs).build();
      JsonObject plan =
          Json.object()
              .put("title", "Preview plan for release " + GoText.quote(name))
              .put("steps", Json.array(List.of(step)))
              .put("releaseSource", Json.object().put("release", name).build())
              .build();
      return Json.object()
          .put("plan", plan)
          .put("outOfOrderFiles", outOfOrder)
          .put("appliedButModifiedFiles", modified)
          .build();
    }
  }
}
