package io.bytebase4j.testkit.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds answers the way protobuf's JSON does: what is empty or zero is left out, int64 is a
 * string, a time is RFC 3339 in UTC.
 */
public final class Json {

  private static final Set<String> EMPTY = Set.of("false", "\"\"", "0", "[]", "{}");
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final JsonObject object = new JsonObject();

  private Json() {}

  /** An empty object. */
  public static Json object() {
    return new Json();
  }

  /** The text of an element. */
  public static String text(JsonElement element) {
    return GSON.toJson(element);
  }

  /** A text field of a request; empty if it is not there. */
  public static String string(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value == null ? "" : value.getAsString();
  }

  /** A flag of a request; not set if it is not there. */
  public static boolean isTrue(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value != null && value.getAsBoolean();
  }

  /**
   * The keys of a request whose values say something: in protobuf an empty or false one is as good
   * as none.
   */
  public static List<String> setKeys(JsonObject object) {
    return object.entrySet().stream()
        .filter(e -> !EMPTY.contains(e.getValue().toString()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A list of texts in a request; empty if it is not there. */
  public static List<String> strings(JsonObject object, String key) {
    return array(object, key).asList().stream().map(JsonElement::getAsString).toList();
  }

  /** A list in a request; empty if it is not there. */
  public static JsonArray array(JsonObject object, String key) {
    JsonArray value = object.getAsJsonArray(key);
    return value == null ? new JsonArray() : value;
  }

  /** An array of elements. */
  public static JsonArray array(List<? extends JsonElement> elements) {
    JsonArray array = new JsonArray();
    elements.forEach(array::add);
    return array;
  }

  /** A text, unless empty. */
  public Json put(String key, String value) {
    if (!value.isEmpty()) {
      object.addProperty(key, value);
    }
    return this;
  }

  /** An int32 or a count, unless 0. */
  public Json put(String key, int value) {
    if (value != 0) {
      object.addProperty(key, value);
    }
    return this;
  }

  /** An int64, unless 0. */
  public Json putLong(String key, long value) {
    if (value != 0) {
      object.addProperty(key, String.valueOf(value));
    }
    return this;
  }

  /** A flag, unless false. */
  public Json put(String key, boolean value) {
    if (value) {
      object.addProperty(key, true);
    }
    return this;
  }

  /** A time, unless there is none. */
  public Json put(String key, @Nullable Instant value) {
    if (value != null) {
      object.addProperty(key, Times.format(value));
    }
    return this;
  }

  /** A list, unless empty. */
  public Json put(String key, JsonArray value) {
    if (!value.isEmpty()) {
      object.add(key, value);
    }
    return this;
  }

  /** A message; it is there even when it has no fields. */
  public Json put(String key, JsonObject value) {
    object.add(key, value);
    return this;
  }

  /** The object built so far. */
  public JsonObject build() {
    return object;
  }
}
