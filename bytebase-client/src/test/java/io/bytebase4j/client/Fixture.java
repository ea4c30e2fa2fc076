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
 * @param age the age of the server
 * @param name the file's name
 * @param method the HTTP method
 * @param path path and query, as they went over the wire
 * @param requestBody what was sent, JSON null for nothing
 * @param status the HTTP status
 * @param body what the server answered
 */
record Fixture(
    Age age,
    String name,
    String method,
    String path,
    JsonElement requestBody,
    int status,
    JsonObject body) {
  /** The exchanges of all ages. */
  static Stream<Fixture> all() {
    return Stream.of(Age.values()).flatMap(Fixture::all);
  }

  private static Stream<Fixture> all(Age age) {
    try (Stream<Path> files = Files.list(age.fixtures())) {
      List<Fixture> fixtures = files.sorted().map(file -> read(age, file)).toList();
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

  private static Fixture read(Age age, Path file) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      JsonObject request = json.getAsJsonObject("request");
      JsonObject response = json.getAsJsonObject("response");
      return new Fixture(
          age,
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
    return age + "/" + name;
  }
}
