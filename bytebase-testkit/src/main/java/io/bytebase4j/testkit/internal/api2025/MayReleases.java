package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.check.ReviewShape;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Releases as in May 2025. */
final class MayReleases implements ReleaseShape {

  private final State state;

  MayReleases(State state) {
    this.state = state;
  }

  @Override
  public String because(String what, String why) {
    return what + ", err: " + why;
  }

  @Override
  public List<SentFile> files(JsonObject release) {
    List<SentFile> files = new ArrayList<>();
    Set<String> versions = new HashSet<>();
    for (JsonElement element : Json.array(release, "files")) {
      JsonObject json = element.getAsJsonObject();
      String type = Json.string(json, "type");
      if (!type.equals("VERSIONED")) {
        String name = type.isEmpty() ? "TYPE_UNSPECIFIED" : type;
        throw new RefusedException("unexpected file type " + GoText.quote(name));
      }
      SentFile file = withText(json);
      if (!versions.add(file.version())) {
        throw new RefusedException("found duplicate version " + GoText.quote(file.version()));
      }
      files.add(file);
    }
    return FileOrder.sorted(files);
  }

  private SentFile withText(JsonObject file) {
    String sheet = Json.string(file, "sheet");
    if (!sheet.isEmpty()) {
      String id = Names2025.id(sheet);
      String text =
          state
              .sheet(id)
              .orElseThrow(
                  () ->
                      ApiException.internal(
                          because(
                              "failed to convert files",
                              "sheet " + GoText.quote(sheet) + " not found")));
      return SentFile.of(file, id, text);
    }
    if (!file.has("statement")) {
      throw ApiException.invalidArgument("either sheet or statement must be set");
    }
    return SentFile.of(file, "", SentFile.text(file));
  }

  @Override
  public ReviewShape review() {
    return ReviewShape.ofMay2025();
  }

  @Override
  public boolean warnsOfEdits() {
    return false;
  }

  @Override
  public Database target(String name) {
    String instance = name.split("/", -1)[1];
    if (state.databases().stream()
        .noneMatch(d -> d.target().startsWith("instances/" + instance + "/"))) {
      throw ApiException.notFound("instance " + GoText.quote(instance) + " not found");
    }
    return state
        .database(name)
        .orElseThrow(() -> ApiException.notFound("database " + GoText.quote(name) + " not found"));
  }

  @Override
  public String revisionType() {
    return "";
  }
}
