package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api.Pages;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.Revision;
import io.bytebase4j.testkit.internal.state.State;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists what was applied to a database (code). */
final class Revisions2025 {
  private static final int FIRST = 101;

  private final State state;
  private final Names2025 names;
  private final ReleaseShape shape;

  Revisions2025(State state, Names2025 names, ReleaseShape shape) {
    this.state = state;
    this.names = names;
    this.shape = shape;
  }

  JsonObject list(Call call) {
    return state.locked(
        () -> {
          Database database =
              state
                  .database(call.resource())
                  .orElseThrow(() -> ApiException.unmeasured("revisions of " + call.resource()));
          List<Revision> all = database.revisions();
          Pages<Revision> page = Pages.of(all, call.exchange());
          return Json.object()
              .put(
                  "revisions",
                  Json.array(
                      page.items().stream()
                          .map(r -> revision(database, FIRST + all.size() - 1 - all.indexOf(r), r))
                          .toList()))
              .put("nextPageToken", page.nextPageToken())
              .build();
        });
  }

  private JsonObject revision(Database database, int number, Revision revision) {
    Release.File file = revision.file();
    String text = state.sheet(file.sheet()).orElseThrow();
    return Json.object()
        .put("name", database.target() + "/revisions/" + number)
        .put("release", names.release(revision.release()))
        .put("createTime", revision.created())
        .put("file", names.file(names.release(revision.release()), file.id()))
        .put("version", file.version())
        .put("sheet", names.sheet(file.sheet()))
        .put("sheetSha256", file.sha256())
        .put("statement", text)
        .putLong("statementSize", text.getBytes(StandardCharsets.UTF_8).length)
        .put("type", shape.revisionType())
        .build();
  }
}
