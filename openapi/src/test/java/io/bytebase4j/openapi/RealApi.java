package io.bytebase4j.openapi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The facts that this repository holds, and what the converter makes of them. */
final class RealApi {
  static final Path FACTS_FOLDER = Path.of("api");
  static final ApiSource SOURCE = source();
  static final ApiFacts FACTS = read(SOURCE.file());

  private RealApi() {}

  static String text(DocumentStyle style) {
    return OpenApiConverter.convert(FACTS, SOURCE.version(), style).json();
  }

  static JsonObject document(DocumentStyle style) {
    return JsonParser.parseString(text(style)).getAsJsonObject();
  }

  static JsonObject schemas(JsonObject document) {
    return document.getAsJsonObject("components").getAsJsonObject("schemas");
  }

  /** All operations of a document, by verb and path ({@code GET /v1/...}). */
  static Map<String, JsonObject> operations(JsonObject document) {
    Map<String, JsonObject> operations = new LinkedHashMap<>();
    JsonObject paths = document.getAsJsonObject("paths");
    for (String path : paths.keySet()) {
      JsonObject item = paths.getAsJsonObject(path);
      for (String verb : item.keySet()) {
        operations.put(
            verb.toUpperCase(java.util.Locale.ROOT) + " " + path, item.getAsJsonObject(verb));
      }
    }
    return operations;
  }

  static ApiFacts read(Path file) {
    try {
      return ApiFacts.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiSource source() {
    try {
      return ApiSource.in(FACTS_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
