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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document that the build made before this module. */
final class ApiDocument {
  static final ApiDocument PUBLISHED = new ApiDocument("bytebase-openapi.json");
  static final ApiDocument GENERATOR = new ApiDocument("bytebase-openapi-generator.json");

  private final JsonObject json;

  private ApiDocument(String file) {
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
   * @param method the API method, for example {@code bytebase.v1.ReleaseService/GetRelease}
   * @param verb the HTTP method
   * @param path the path template
   * @param json what the document says of it
   */
  record Entry(String method, String verb, String path, JsonObject json) {
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
    @Nullable String requestSchema() {
      return json.has("requestBody") ? schema(json.getAsJsonObject("requestBody")) : null;
    }

    /** The schema of the answer, or null where it has none. */
    @Nullable String answerSchema() {
      JsonObject ok = json.getAsJsonObject("responses").getAsJsonObject("200");
      return ok.has("content") ? schema(ok) : null;
    }

    private static String schema(JsonObject body) {
      return nameOf(
          body.getAsJsonObject("content")
              .getAsJsonObject("application/json")
              .getAsJsonObject("schema"));
    }

    boolean takes(Fixture fixture) {
      String pattern = path.replaceAll("\\{[^}]+}", "[^/:]+");
      return verb.equals(fixture.method()) && fixture.pathWithoutQuery().matches(pattern);
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

  Set<String> schemaNames() {
    return json.getAsJsonObject("components").getAsJsonObject("schemas").keySet();
  }

  JsonObject schema(String name) {
    return json.getAsJsonObject("components").getAsJsonObject("schemas").getAsJsonObject(name);
  }

  static String nameOf(JsonObject reference) {
    String target = reference.get("$ref").getAsString();
    return target.substring(target.lastIndexOf('/') + 1);
  }
}
