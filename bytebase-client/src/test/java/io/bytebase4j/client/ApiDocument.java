package io.bytebase4j.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document that the build made before this module. */
final class ApiDocument {
  static final ApiDocument PUBLISHED = new ApiDocument(Age.newest(), "bytebase-openapi.json");
  static final ApiDocument GENERATOR =
      new ApiDocument(Age.newest(), "bytebase-openapi-generator.json");
  static final ApiDocument GENERATOR_2025_08 =
      new ApiDocument(Age.AUGUST_2025, "bytebase-openapi-2025-08-generator.json");
  static final ApiDocument GENERATOR_2025_05 =
      new ApiDocument(Age.MAY_2025, "bytebase-openapi-2025-05-generator.json");

  private final Age age;
  private final JsonObject json;

  private ApiDocument(Age age, String file) {
    this.age = age;
    try (InputStream in =
        Objects.requireNonNull(ApiDocument.class.getResourceAsStream("/openapi/" + file))) {
      json =
          JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One operation of the document.
   *
   * @param age the age of the API
   * @param method the API method, for example {@code bytebase.v1.ReleaseService/GetRelease}
   * @param verb the HTTP method
   * @param path the path template
   * @param json what the document says of it
   */
  record Entry(Age age, String method, String verb, String path, JsonObject json) {
    List<String> parameters(String in) {
      List<String> names = new ArrayList<>();
      if (json.has("parameters")) {
        for (JsonElement parameter : json.getAsJsonArray("parameters")) {
          if (parameter.getAsJsonObject().get("in").getAsString().equals(in)) {
            names.add(parameter.getAsJsonObject().get("name").getAsString());
          }
        }
      }
      return names;
    }

    /** The schema of the request's body, or null where it has none. */
    @Nullable ApiSchema requestSchema() {
      return json.has("requestBody") ? schema(json.getAsJsonObject("requestBody")) : null;
    }

    /** The schema of the answer, or null where it has none. */
    @Nullable ApiSchema answerSchema() {
      JsonObject ok = json.getAsJsonObject("responses").getAsJsonObject("200");
      return ok.has("content") ? schema(ok) : null;
    }

    private ApiSchema schema(JsonObject body) {
      return ApiSchema.of(
          age,
          body.getAsJsonObject("content")
              .getAsJsonObject("application/json")
              .getAsJsonObject("schema"));
    }
  }

  List<Entry> operations() {
    List<Entry> entries = new ArrayList<>();
    JsonObject paths = json.getAsJsonObject("paths");
    for (String path : paths.keySet()) {
      JsonObject item = paths.getAsJsonObject(path);
      for (String verb : item.keySet()) {
        JsonObject operation = item.getAsJsonObject(verb);
        entries.add(
            new Entry(
                age,
                operation.get("x-bytebase-method").getAsString(),
                verb.toUpperCase(Locale.ROOT),
                path,
                operation));
      }
    }
    return entries;
  }

  /** How many services there are. */
  int services() {
    return json.getAsJsonArray("tags").size();
  }

  /** The operations of all ages, by the documents that the clients are generated from. */
  static List<Entry> allOperations() {
    return Stream.of(Age.values()).flatMap(age -> age.document().operations().stream()).toList();
  }

  /** The schemas of all ages. */
  static Stream<ApiSchema> allSchemas() {
    return Stream.of(Age.values()).flatMap(age -> age.document().schemas());
  }

  private Stream<ApiSchema> schemas() {
    return json.getAsJsonObject("components").getAsJsonObject("schemas").keySet().stream()
        .map(name -> new ApiSchema(age, name));
  }

  JsonObject schema(String name) {
    return json.getAsJsonObject("components").getAsJsonObject("schemas").getAsJsonObject(name);
  }
}
