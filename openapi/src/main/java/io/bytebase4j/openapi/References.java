package io.bytebase4j.openapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/** Follows references, so that a document carries no schema that nothing uses. */
final class References {
  private static final String PREFIX = "#/components/schemas/";

  private References() {}

  /** Those of the schemas that the JSON reaches, in the order given. */
  static JsonObject reachable(JsonObject from, JsonObject schemas) {
    Set<String> found = new TreeSet<>();
    Deque<JsonElement> open = new ArrayDeque<>();
    open.add(from);
    while (!open.isEmpty()) {
      JsonElement element = open.remove();
      if (element.isJsonArray()) {
        element.getAsJsonArray().forEach(open::add);
      } else if (element.isJsonObject()) {
        element.getAsJsonObject().entrySet().forEach(member -> open.add(member.getValue()));
      } else if (element.isJsonPrimitive() && element.getAsString().startsWith(PREFIX)) {
        String name = element.getAsString().substring(PREFIX.length());
        if (found.add(name)) {
          open.add(schemas.get(name));
        }
      }
    }
    JsonObject reachable = new JsonObject();
    schemas.entrySet().stream()
        .filter(schema -> found.contains(schema.getKey()))
        .forEach(schema -> reachable.add(schema.getKey(), schema.getValue()));
    return reachable;
  }
}
