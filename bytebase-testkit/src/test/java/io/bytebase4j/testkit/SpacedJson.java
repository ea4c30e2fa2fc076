package io.bytebase4j.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.stream.Collectors;

/** Writes JSON on one line with a blank after each colon and comma, as the recording client did. */
final class SpacedJson {

  private SpacedJson() {}

  static String write(JsonElement element) {
    if (element instanceof JsonObject object) {
      return object.entrySet().stream()
          .map(e -> "\"" + e.getKey() + "\": " + write(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (element instanceof JsonArray array) {
      return array.asList().stream()
          .map(SpacedJson::write)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return element.toString();
  }
}
