package io.bytebase4j.testkit.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.testkit.internal.json.MessageType.Field;
import java.util.Optional;

/**
 * Reads a request body as strictly as the real server: unknown fields and values are refused in its
 * words, with the position. What comes out uses the JSON names of the fields, names for enum
 * values, and plain base64 for bytes.
 */
public final class RequestReader {

  private final ApiCatalog catalog;
  private final JsonText text;

  private RequestReader(ApiCatalog catalog, String text) {
    this.catalog = catalog;
    this.text = new JsonText(text);
  }

  /**
   * Reads a body.
   *
   * @param suggest whether an unknown field is answered with the names the server knows, as it does
   *     when the body is the whole request
   */
  public static JsonObject read(
      ApiCatalog catalog, String body, MessageType type, boolean suggest) {
    String json = body.strip();
    if (json.isEmpty()) {
      return new JsonObject();
    }
    JsonText.requireWellFormed(json);
    try {
      return new RequestReader(catalog, json).message(type);
    } catch (UnknownFieldException e) {
      throw new MalformedRequestException(
          (suggest ? FieldSuggestions.prefix(e.field, type) : "") + e.words);
    }
  }

  private JsonObject message(MessageType type) {
    if (text.peek() != '{') {
      throw text.syntaxError(text.position(), "unexpected token " + text.raw());
    }
    text.skip('{');
    JsonObject result = new JsonObject();
    while (!text.skipIf('}')) {
      int at = text.position();
      String key = string(text.scalar());
      text.skip(':');
      Optional<Field> field = type.field(key);
      if (field.isEmpty()) {
        throw new UnknownFieldException(
            key, text.error(at, "unknown field \"" + key + "\"").words());
      }
      if (result.has(field.get().json())) {
        throw text.error(at, "duplicate field \"" + key + "\"");
      }
      read(field.get()).ifPresent(value -> result.add(field.get().json(), value));
      text.skipIf(',');
    }
    return result;
  }

  private Optional<JsonElement> read(Field field) {
    if (text.raw().equals("null")) {
      text.scalar();
      return Optional.empty();
    }
    if (field.map()) {
      return Optional.of(map(field));
    }
    return Optional.of(field.repeated() ? list(field) : value(field));
  }

  private JsonArray list(Field field) {
    text.skip('[');
    JsonArray array = new JsonArray();
    while (!text.skipIf(']')) {
      array.add(value(field));
      text.skipIf(',');
    }
    return array;
  }

  private JsonObject map(Field field) {
    text.skip('{');
    JsonObject object = new JsonObject();
    while (!text.skipIf('}')) {
      String key = string(text.scalar());
      text.skip(':');
      object.add(key, value(field));
      text.skipIf(',');
    }
    return object;
  }

  private JsonElement value(Field field) {
    if (field.type().equals("message") && catalog.hasMessage(field.ref())) {
      return message(catalog.message(field.ref()));
    }
    int at = text.position();
    if ("{}[],:".indexOf(text.peek()) >= 0) {
      throw text.syntaxError(at, "unexpected token " + text.raw());
    }
    String raw = text.scalar();
    return ScalarValues.read(catalog, field, raw)
        .orElseThrow(() -> text.error(at, ScalarValues.complaint(field, raw)));
  }

  private static String string(String raw) {
    return JsonParser.parseString(raw).getAsString();
  }

  /** A field that the message does not have; caught where it is known which message the body is. */
  private static final class UnknownFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String words;

    UnknownFieldException(String field, String words) {
      super(words);
      this.field = field;
      this.words = words;
    }
  }
}
