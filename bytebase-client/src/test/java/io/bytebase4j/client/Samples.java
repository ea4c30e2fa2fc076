package io.bytebase4j.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.client.internal.Json;
import java.util.Objects;
import java.util.Optional;

/** JSON made from schemas of the generator's documents. */
final class Samples {
  private static final int DEPTH = 4;
  private static final JsonElement UNKNOWN =
      JsonParser.parseString("{\"nested\":[1,{\"deeper\":null}],\"text\":\"x\"}");

  private Samples() {}

  /** A message with every field set, lists and maps with one element, a few levels deep. */
  static JsonObject full(ApiSchema schema) {
    return object(schema, 0);
  }

  /** Reads a message as the client does. */
  static Object read(String json, ApiSchema schema) {
    return Objects.requireNonNull(new Json().read(json, schema.type()));
  }

  private static JsonObject object(ApiSchema schema, int depth) {
    JsonObject sample = new JsonObject();
    JsonObject properties = schema.properties();
    for (String name : properties.keySet()) {
      JsonObject property = properties.getAsJsonObject(name);
      if (depth < DEPTH || !leadsDeeper(schema.age(), property)) {
        sample.add(name, value(schema.age(), property, depth + 1));
      }
    }
    return sample;
  }

  private static boolean leadsDeeper(Age age, JsonObject schema) {
    JsonObject element = element(schema).orElse(schema);
    return element.has("$ref") && !ApiSchema.of(age, element).isEnum();
  }

  /** The schema of what a list or map holds. */
  private static Optional<JsonObject> element(JsonObject schema) {
    for (String holder : new String[] {"items", "additionalProperties"}) {
      if (schema.has(holder) && schema.get(holder).isJsonObject()) {
        return Optional.of(schema.getAsJsonObject(holder));
      }
    }
    return Optional.empty();
  }

  private static JsonElement value(Age age, JsonObject schema, int depth) {
    if (schema.has("$ref")) {
      ApiSchema target = ApiSchema.of(age, schema);
      return target.isEnum() ? target.json().getAsJsonArray("enum").get(0) : object(target, depth);
    }
    if (!schema.has("type")) {
      return new JsonPrimitive("any JSON value");
    }
    return switch (schema.get("type").getAsString()) {
      case "array" -> {
        JsonArray array = new JsonArray();
        array.add(value(age, schema.getAsJsonObject("items"), depth));
        yield array;
      }
      case "object" -> {
        JsonObject map = new JsonObject();
        map.add(
            "key",
            element(schema).map(held -> value(age, held, depth)).orElse(new JsonPrimitive("free")));
        yield map;
      }
      case "boolean" -> new JsonPrimitive(true);
      case "number" -> new JsonPrimitive(1.5);
      case "integer" ->
          schema.get("format").getAsString().equals("int64")
              ? new JsonPrimitive("9007199254740993")
              : new JsonPrimitive(-7);
      default -> new JsonPrimitive(text(schema));
    };
  }

  private static String text(JsonObject schema) {
    String format = schema.has("format") ? schema.get("format").getAsString() : "";
    return switch (format) {
      case "date-time" -> "2026-11-23T21:29:41.781728123Z";
      case "byte" -> "AQID";
      default -> "text <&> 'é'";
    };
  }

  /** The message as a newer server may send it: unknown fields everywhere, unknown enum values. */
  static JsonElement fromTheFuture(JsonElement message, ApiSchema schema, JsonPrimitive enumValue) {
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", "/" + schema.name());
    return future(message, schema.age(), reference, enumValue, true);
  }

  /** The same with its unknown enum values, but without the unknown fields. */
  static JsonElement withEnums(JsonElement message, ApiSchema schema, JsonPrimitive enumValue) {
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", "/" + schema.name());
    return future(message, schema.age(), reference, enumValue, false);
  }

  private static JsonElement future(
      JsonElement value,
      Age age,
      JsonObject schema,
      JsonPrimitive enumValue,
      boolean unknownFields) {
    if (schema.has("$ref")) {
      ApiSchema target = ApiSchema.of(age, schema);
      if (target.isEnum()) {
        return enumValue;
      }
      JsonObject changed = new JsonObject();
      for (var member : value.getAsJsonObject().entrySet()) {
        JsonObject property = target.properties().getAsJsonObject(member.getKey());
        changed.add(
            member.getKey(), future(member.getValue(), age, property, enumValue, unknownFields));
      }
      // A message without fields is a free-form object to the client, which keeps what it gets.
      if (unknownFields && target.hasFields()) {
        changed.add("fieldOfTheFuture", UNKNOWN);
        changed.add("numberOfTheFuture", new JsonPrimitive(42));
      }
      return changed;
    }
    JsonObject held = element(schema).orElse(null);
    if (held == null) {
      return value;
    }
    if (value.isJsonArray()) {
      JsonArray changed = new JsonArray();
      for (JsonElement item : value.getAsJsonArray()) {
        changed.add(future(item, age, held, enumValue, unknownFields));
      }
      return changed;
    }
    JsonObject changed = new JsonObject();
    value
        .getAsJsonObject()
        .entrySet()
        .forEach(
            member ->
                changed.add(
                    member.getKey(),
                    future(member.getValue(), age, held, enumValue, unknownFields)));
    return changed;
  }
}
