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

/** Releases as in August 2025. */
final class AugustReleases implements ReleaseShape {

  private final State state;

  AugustReleases(State state) {
    this.state = state;
  }

  @Override
  public String because(String what, String why) {
    return what + ": " + why;
  }

  @Override
  public List<SentFile> files(JsonObject release) {
    List<SentFile> files = new ArrayList<>();
    Set<String> versions = new HashSet<>();
    for (JsonElement element : Json.array(release, "files")) {
      JsonObject json = element.getAsJsonObject();
      SentFile file = withText(json);
      requireVersioned(Json.string(json, "type"));
      if (!versions.add(file.version())) {
        throw new RefusedException("found duplicate version " + GoText.quote(file.version()));
      }
      files.add(file);
    }
    if (files.isEmpty()) {
      throw new RefusedException("release files cannot be empty");
    }
    return FileOrder.sorted(files);
  }

  private SentFile withText(JsonObject file) {
    String path = GoText.quote(Json.string(file, "path"));
    String sheet = Json.string(file, "sheet");
    boolean statement = !Json.string(file, "statement").isEmpty();
    if (sheet.isEmpty() && !statement) {
      throw new RefusedException("either sheet or statement must be set for file " + path);
    }
    if (!sheet.isEmpty() && statement) {
      throw new RefusedException("cannot set both sheet and statement for file " + path);
    }
    if (statement) {
      return SentFile.of(file, "", SentFile.text(file));
    }
    String id = sheetId(sheet);
    String text =
        state
            .sheet(id)
            .orElseThrow(() -> new RefusedException("sheet " + GoText.quote(sheet) + " not found"));
    return SentFile.of(file, id, text);
  }

  private static String sheetId(String sheet) {
    try {
      return Names2025.parts(sheet, "projects", "sheets").get(1);
    } catch (RefusedException e) {
      throw new RefusedException(
          "failed to get sheet UID from " + GoText.quote(sheet) + ": " + e.words());
    }
  }

  private static void requireVersioned(String type) {
    if (type.equals("DECLARATIVE")) {
      throw ApiException.unmeasured("a declarative file");
    }
    if (!type.equals("VERSIONED")) {
      String name = type.isEmpty() ? "TYPE_UNSPECIFIED" : type;
      throw new RefusedException("unexpected file type " + GoText.quote(name));
    }
  }

  @Override
  public ReviewShape review() {
    return ReviewShape.ofAugust2025();
  }

  @Override
  public boolean warnsOfEdits() {
    return true;
  }

  @Override
  public Database target(String name) {
    return state
        .database(name)
        .orElseThrow(() -> ApiException.internal("failed to found database " + name));
  }

  @Override
  public String revisionType() {
    return "VERSIONED";
  }
}
