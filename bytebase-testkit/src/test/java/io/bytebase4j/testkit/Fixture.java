package io.bytebase4j.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A recorded exchange with the real server. */
record Fixture(int number, String file, JsonObject request, JsonObject response) {

  /** All with the server of an age, for example {@code 2026-08}, by number. */
  static Map<Integer, Fixture> all(String age) {
    Map<Integer, Fixture> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder(age))) {
      files.map(Fixture::read).forEach(f -> all.put(f.number, f));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Path folder(String age) {
    try {
      return Path.of(
          Objects.requireNonNull(Fixture.class.getResource("/fixtures/server-" + age)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fixture read(Path path) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
      String file = Objects.requireNonNull(path.getFileName()).toString();
      int number = Integer.parseInt(file.substring(0, file.indexOf('-')));
      return new Fixture(
          number, file, json.getAsJsonObject("request"), json.getAsJsonObject("response"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String method() {
    return request.get("method").getAsString();
  }

  String path() {
    return request.get("path").getAsString();
  }

  /**
   * The body as it was sent: with a blank after each colon and comma, which counts for positions in
   * errors.
   */
  String body() {
    JsonElement body = request.get("body");
    return body == null || body instanceof JsonNull ? "" : SpacedJson.write(body);
  }

  int status() {
    return response.get("status").getAsInt();
  }

  JsonElement expectedBody() {
    return response.get("body");
  }

  Map<String, JsonElement> headers() {
    return response.getAsJsonObject("headers").asMap();
  }

  @Override
  public String toString() {
    return file;
  }
}
