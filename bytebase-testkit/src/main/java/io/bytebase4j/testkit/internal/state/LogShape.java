package io.bytebase4j.testkit.internal.state;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.testkit.internal.json.Json;

/**
 * How a server writes the log of a task run.
 *
 * @param server the field that names the process which wrote an entry
 * @param serverLetters how many letters of its id the field has
 * @param ranges whether a statement is named by its bytes in the file, and not by its place among
 *     the statements
 * @param longCounts whether a count is an int64, which JSON has as a text
 */
public record LogShape(String server, int serverLetters, boolean ranges, boolean longCounts) {

  String server(String id) {
    return id.substring(0, serverLetters);
  }

  JsonElement count(long count) {
    return longCounts ? new JsonPrimitive(String.valueOf(count)) : new JsonPrimitive(count);
  }

  Json putCount(Json json, String key, long count) {
    return longCounts ? json.putLong(key, count) : json.put(key, (int) count);
  }
}
