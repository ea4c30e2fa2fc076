package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api.Pages;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Makes, finds and shows releases. */
final class Releases2025 {

  private final State state;
  private final ReleaseViews views;
  private final ReleaseShape shape;

  Releases2025(State state, ReleaseViews views, ReleaseShape shape) {
    this.state = state;
    this.views = views;
    this.shape = shape;
  }

  JsonObject create(Call call) {
    return state.locked(() -> views.release(keep(call, files(call.body()))));
  }

  /** The files of a release; to be called inside the state's lock. */
  List<SentFile> files(JsonObject release) {
    try {
      return shape.files(release);
    } catch (RefusedException e) {
      throw ApiException.invalidArgument(shape.because("invalid release files", e.words()));
    }
  }

  /**
   * Sheets and numbers are used up even if the release is refused, as in a rolled back database.
   */
  private Release keep(Call call, List<SentFile> files) {
    List<Release.File> kept = new ArrayList<>();
    for (SentFile file : files) {
      String sheet = file.sheet().isEmpty() ? state.addSheet(file.text()) : file.sheet();
      kept.add(file.kept(sheet));
    }
    String id = state.nextReleaseNumber();
    String digest = Json.string(call.body(), "digest");
    if (!digest.isEmpty() && state.releases().stream().anyMatch(hasDigest(digest))) {
      throw ApiException.internal(
          "failed to create release: failed to insert release: ERROR: duplicate key value violates"
              + " unique constraint \"idx_release_unique_project_digest\" (SQLSTATE 23505)");
    }
    Release release =
        new Release(
            id,
            kept,
            call.caller().resource(),
            state.now(),
            new Release.Labels("", Json.string(call.body(), "title"), digest),
            call.body().getAsJsonObject("vcsSource"));
    state.add(release);
    return release;
  }

  private static Predicate<Release> hasDigest(String digest) {
    return release -> release.labels().digest().equals(digest);
  }

  JsonObject get(Call call) {
    String id = Names2025.id(call.resource());
    requireNumber(id);
    return state.locked(
        () ->
            views.release(
                state
                    .release(id)
                    .orElseThrow(() -> ApiException.notFound("release " + id + " not found"))));
  }

  private void requireNumber(String id) {
    try {
      Long.parseLong(id);
    } catch (NumberFormatException e) {
      String quoted = GoText.quote(id);
      String why =
          "failed to convert %s to int64: strconv.ParseInt: parsing %s: invalid syntax"
              .formatted(quoted, quoted);
      throw ApiException.invalidArgument(shape.because("failed to get release uid", why));
    }
  }

  JsonObject list(Call call) {
    return list(call, release -> true);
  }

  /** Finds the release with a digest, or all of them if none is given. */
  JsonObject search(Call call) {
    String digest = call.exchange().param("digest");
    return list(
        call, call.exchange().query().containsKey("digest") ? hasDigest(digest) : r -> true);
  }

  private JsonObject list(Call call, Predicate<Release> wanted) {
    return state.locked(
        () -> {
          List<Release> newestFirst = state.releases();
          Collections.reverse(newestFirst);
          Pages<Release> page =
              Pages.of(newestFirst.stream().filter(wanted).toList(), call.exchange());
          return Json.object()
              .put("releases", Json.array(page.items().stream().map(views::release).toList()))
              .put("nextPageToken", page.nextPageToken())
              .build();
        });
  }
}
