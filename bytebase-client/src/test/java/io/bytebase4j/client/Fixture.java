package io.bytebase4j.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One exchange recorded with a real server.
 *
 * @param name the file's name
 * @param method the HTTP method
 * @param path path and query, as they went over the wire
 * @param requestBody what was sent, JSON null for nothing
 * @param status the HTTP status
 * @param body what the server answered
 */
record Fixture(
    String name, String method, String path, JsonElement requestBody, int status, JsonObject body) {
  private static final Path FOLDER = Path.of("src/test/resources/fixtures/server-2026-08");

  static Stream<Fixture> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Fixture> fixtures = files.sorted().map(Fixture::read).toList();
      return fixtures.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Fixture> succeeded() {
    return all().filter(fixture -> fixture.status == 200);
  }

  static Stream<Fixture> failed() {
    return all().filter(fixture -> fixture.status != 200);
  }

  private static Fixture read(Path file) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      JsonObject request = json.getAsJsonObject("request");
      JsonObject response = json.getAsJsonObject("response");
      return new Fixture(
          file.getFileName().toString(),
          request.get("method").getAsString(),
          request.get("path").getAsString(),
          request.get("body"),
          response.get("status").getAsInt(),
          response.getAsJsonObject("body"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String pathWithoutQuery() {
    return path.replaceAll("[?].*", "");
  }

  /** Names and values of the query, still encoded. */
  List<String[]> query() {
    int mark = path.indexOf('?');
    return mark < 0
        ? List.of()
        : Stream.of(path.substring(mark + 1).split("&", -1)).map(p -> p.split("=", 2)).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
