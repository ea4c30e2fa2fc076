package io.bytebase4j.gitops.journal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.internal.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An entry's JSON. */
final class EntryJson {
  private EntryJson() {}

  static JsonObject begun(int number, StepKind kind, Instant time, Map<String, String> facts) {
    JsonObject entry = new JsonObject();
    entry.addProperty("number", number);
    entry.addProperty("step", kind.name());
    entry.addProperty("state", StepState.STARTED.name());
    entry.addProperty("startTime", time.toString());
    entry.add("facts", new JsonObject());
    addFacts(entry, facts);
    return entry;
  }

  static void end(
      JsonObject entry, StepState state, Instant time, Map<String, String> facts, String message) {
    entry.addProperty("state", state.name());
    entry.addProperty("endTime", time.toString());
    if (!message.isEmpty()) {
      entry.addProperty("message", JournalTexts.fit(message));
    }
    entry.add("facts", entry.remove("facts")); // they stand last
    addFacts(entry, facts);
  }

  private static void addFacts(JsonObject entry, Map<String, String> facts) {
    JsonObject json = entry.getAsJsonObject("facts");
    facts.forEach((name, text) -> json.addProperty(name, JournalTexts.fit(text)));
  }

  /**
   * Reads an entry; what this version does not know is passed over.
   *
   * @throws java.time.DateTimeException if a time is none
   * @throws IllegalArgumentException if it has no number or step
   */
  static JournalEntry read(JsonElement json) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (Json.at(json, "facts") instanceof JsonObject object) {
      object.keySet().forEach(name -> facts.put(name, Json.text(object, name)));
    }
    String end = Json.text(json, "endTime");
    return new JournalEntry(
        number(json),
        new StepKind(Json.text(json, "step")),
        StepState.of(Json.text(json, "state")),
        Instant.parse(Json.text(json, "startTime")),
        end.isEmpty() ? null : Instant.parse(end),
        facts,
        Json.text(json, "message"));
  }

  static int number(JsonElement json) {
    String text = Json.text(json, "number");
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException("number is \"" + JournalTexts.fit(text) + "\"");
    }
    return Integer.parseInt(text);
  }
}
