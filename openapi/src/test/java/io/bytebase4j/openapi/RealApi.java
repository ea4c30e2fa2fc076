package io.bytebase4j.openapi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts that this repository holds, and what the converter makes of the newest. */
final class RealApi {
  static final Path FACTS_FOLDER = Path.of("api");
  static final ApiSource SOURCE = source();
  static final ApiFacts FACTS = read(SOURCE.file());

  private RealApi() {}

  /**
   * A document that the build writes.
   *
   * @param file its name
   * @param source the age
   * @param facts the facts of that age that it holds
   * @param style which of the age's documents
   */
  record Document(String file, ApiSource source, ApiFacts facts, DocumentStyle style) {
    String text() {
      return OpenApiConverter.convert(facts, source.version(), style).json();
    }

    JsonObject json() {
      return JsonParser.parseString(text()).getAsJsonObject();
    }

    @Override
    public String toString() {
      return file;
    }
  }

  /** All documents that the build writes: both of the newest age, one of each older. */
  static List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    documents.add(new Document(Documents.PUBLISHED, SOURCE, FACTS, DocumentStyle.PUBLISHED));
    documents.add(new Document(Documents.GENERATOR, SOURCE, FACTS, DocumentStyle.GENERATOR));
    for (ApiSource older : older()) {
      documents.add(
          new Document(
              Documents.olderGenerator(older),
              older,
              GitOpsPart.of(read(older.file())),
              DocumentStyle.GENERATOR));
    }
    return documents;
  }

  static List<ApiSource> older() {
    try {
      return ApiSource.olderIn(FACTS_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
      return ApiSource.newestIn(FACTS_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
