package io.bytebase4j.gitops.common.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Reads JSON of others: what is missing, or not of the kind that it should be, is empty. */
public final class Json {
  private Json() {}

  /**
   * Parses a text.
   *
   * @throws IOException if it is no JSON, or there is more behind it
   */
  public static JsonElement parse(String text) throws IOException {
    if (text.isBlank()) {
      return JsonNull.INSTANCE;
    }
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("there is more behind the JSON");
      }
      return element;
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("this is no JSON", e);
    }
  }

  /** What lies below an element under these names, one in the other. */
  public static JsonElement at(JsonElement element, String... names) {
    JsonElement found = element;
    for (String name : names) {
      JsonElement next = found instanceof JsonObject object ? object.get(name) : null;
      found = next == null ? JsonNull.INSTANCE : next;
    }
    return found;
  }

  /** A text, or a number or truth value as text; empty for all else. */
  public static String text(JsonElement element, String... names) {
    JsonElement found = at(element, names);
    return found.isJsonPrimitive() ? found.getAsString() : "";
  }

  /** Whether there is a {@code true}. */
  public static boolean isTrue(JsonElement element, String... names) {
    return text(element, names).equals("true");
  }

  /** The elements of an array; none for all else. */
  public static JsonArray array(JsonElement element, String... names) {
    return at(element, names) instanceof JsonArray array ? array : new JsonArray();
  }
}
