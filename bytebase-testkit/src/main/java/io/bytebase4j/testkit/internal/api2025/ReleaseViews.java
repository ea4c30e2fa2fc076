package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.State;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Releases as the servers of 2025 show them: with the texts. Inside the state's lock. */
final class ReleaseViews {

  private static final int MOST_SHOWN = 2 * 1024 * 1024;

  private final State state;
  private final Names2025 names;

  ReleaseViews(State state, Names2025 names) {
    this.state = state;
    this.names = names;
  }

  JsonObject release(Release release) {
    Json json =
        Json.object()
            .put("name", names.release(release.id()))
            .put("title", release.labels().title())
            .put("files", Json.array(release.files().stream().map(this::file).toList()));
    JsonObject vcsSource = release.vcsSource();
    if (vcsSource != null) {
      json.put("vcsSource", vcsSource.deepCopy());
    }
    return json.put("creator", release.creator())
        .put("createTime", release.createTime())
        .put("state", "ACTIVE")
        .put("digest", release.labels().digest())
        .build();
  }

  private JsonObject file(Release.File file) {
    byte[] text = state.sheet(file.sheet()).orElseThrow().getBytes(StandardCharsets.UTF_8);
    byte[] shown = Arrays.copyOf(text, Math.min(text.length, MOST_SHOWN));
    return Json.object()
        .put("id", file.id())
        .put("path", file.path())
        .put("type", "VERSIONED")
        .put("version", file.version())
        .put("changeType", file.changeType())
        .put("sheet", names.sheet(file.sheet()))
        .put("statement", Base64.getEncoder().encodeToString(shown))
        .put("sheetSha256", file.sha256())
        .putLong("statementSize", text.length)
        .build();
  }
}
