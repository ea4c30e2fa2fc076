package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.ReleaseFiles.File;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes and shows releases. */
final class ReleaseService {

  private final State state;
  private final Names names;
  private final Views views;
  private final SheetText sheetText;

  ReleaseService(State state, Names names, Views views, SheetText sheetText) {
    this.state = state;
    this.names = names;
    this.views = views;
    this.sheetText = sheetText;
  }

  JsonObject create(Call call) {
    JsonObject body = call.body();
    requireVersioned(body);
    List<File> files = ReleaseFiles.of(body);
    state.change(() -> requireSheets(files));
    String train =
        ReleaseIds.train(
            call.exchange().param("releaseIdTemplate"),
            call.exchange().param("releaseIdTimezone"),
            state.now());
    for (File file : files) {
      if (file.sheet().isEmpty()) {
        sheetText.requireStorable(file.bytes());
      }
    }
    return state.locked(() -> views.release(keep(call, files, train)));
  }

  private Release keep(Call call, List<File> files, String train) {
    List<Release.File> kept = new ArrayList<>();
    for (File file : files) {
      if (file.sheet().isEmpty()) {
        state.keepSheet(file.sha256(), new String(file.bytes(), StandardCharsets.UTF_8));
      }
      kept.add(new Release.File(file.path(), file.version(), file.sha256()));
    }
    JsonObject vcsSource = call.body().getAsJsonObject("vcsSource");
    Release release =
        new Release(
            state.nextReleaseId(train),
            kept,
            call.caller().resource(),
            state.now(),
            new Release.Labels(Json.string(call.body(), "category"), "", ""),
            vcsSource);
    state.add(release);
    return release;
  }

  /** Only what was measured: declarative releases need a schema differ that the testkit has not. */
  private static void requireVersioned(JsonObject release) {
    if (!Json.string(release, "type").equals("VERSIONED")) {
      throw ApiException.unmeasured("a release of another type than VERSIONED");
    }
  }

  private void requireSheets(List<File> files) {
    for (File file : files) {
      if (!file.sheet().isEmpty() && state.sheet(file.sha256()).isEmpty()) {
        throw sheetNotFound(names.sheet(file.sha256()));
      }
    }
  }

  static ApiException sheetNotFound(String name) {
    return ApiException.notFound("sheet " + GoText.quote(name) + " not found");
  }

  JsonObject get(Call call) {
    String id = Names.id(call.resource());
    return state.locked(
        () ->
            views.release(
                state
                    .release(id)
                    .orElseThrow(
                        () ->
                            ApiException.notFound(
                                "release %s not found in project %s"
                                    .formatted(id, state.project())))));
  }

  JsonObject list(Call call) {
    call.refuse("filter");
    call.refuse("showDeleted");
    return state.locked(
        () -> {
          List<Release> newestFirst = state.releases();
          Collections.reverse(newestFirst);
          Pages<Release> page = Pages.of(newestFirst, call.exchange());
          return Json.object()
              .put("releases", Json.array(page.items().stream().map(views::release).toList()))
              .put("nextPageToken", page.nextPageToken())
              .build();
        });
  }
}
