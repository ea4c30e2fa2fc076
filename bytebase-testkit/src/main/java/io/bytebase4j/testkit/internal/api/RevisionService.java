package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Revision;
import io.bytebase4j.testkit.internal.state.State;

/** Lists what was applied to a database. */
final class RevisionService {
  private final State state;
  private final Views views;

  RevisionService(State state, Views views) {
    this.state = state;
    this.views = views;
  }

  JsonObject list(Call call) {
    return state.locked(
        () -> {
          Database database =
              state
                  .database(call.resource())
                  .orElseThrow(() -> ApiException.unmeasured("revisions of " + call.resource()));
          Pages<Revision> page = Pages.of(database.revisions(), call.exchange());
          return Json.object()
              .put(
                  "revisions",
                  Json.array(
                      page.items().stream()
                          .map(revision -> views.revision(database, revision))
                          .toList()))
              .put("nextPageToken", page.nextPageToken())
              .build();
        });
  }
}
