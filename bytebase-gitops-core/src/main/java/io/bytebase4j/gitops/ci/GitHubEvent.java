package io.bytebase4j.gitops.ci;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import io.bytebase4j.gitops.ci.CiNote.Fact;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the file of a pull request's event says of it. All of it is untrusted. */
final class GitHubEvent {
  static final int LONGEST = 10 << 20;
  private static final String FILE = "the file that GITHUB_EVENT_PATH names ";

  // The rest of the file, which can be long, is skipped.
  private static final Set<String> OBJECTS =
      Set.of(
          "pull_request",
          "pull_request/user",
          "pull_request/head",
          "pull_request/head/repo",
          "pull_request/base",
          "pull_request/base/repo");

  private final Map<String, String> values = new HashMap<>();

  private GitHubEvent() {}

  /** Reads the file; where it can't be read, a note says so and nothing is known. */
  static GitHubEvent read(FactReader in, EventFileReader files) {
    GitHubEvent event = new GitHubEvent();
    Optional<String> path = in.text("GITHUB_EVENT_PATH");
    if (path.isEmpty()) {
      in.note(Fact.EVENT_FILE, "GITHUB_EVENT_PATH is not set");
      return event;
    }
    try {
      event.read(files, Path.of(path.get()));
    } catch (TooLargeException e) {
      in.note(Fact.EVENT_FILE, FILE + "is larger than 10 MiB");
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      // The message may hold what stands in the file.
      in.note(Fact.EVENT_FILE, FILE + "is not the JSON of an event");
    } catch (IOException | UncheckedIOException | InvalidPathException | SecurityException e) {
      in.note(Fact.EVENT_FILE, FILE + "can't be read (" + e.getClass().getSimpleName() + ")");
    }
    return event;
  }

  private void read(EventFileReader files, Path path) throws IOException {
    byte[] bytes;
    try (InputStream file = files.open(path)) {
      bytes = file.readNBytes(LONGEST + 1);
    }
    if (bytes.length > LONGEST) {
      throw new TooLargeException();
    }
    try (JsonReader json =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      json.setStrictness(Strictness.STRICT);
      readObject(json, "");
    } catch (IOException | IllegalStateException e) {
      values.clear();
      throw e;
    }
  }

  // No deeper than the objects above.
  private void readObject(JsonReader json, String prefix) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String path = prefix + json.nextName();
      switch (json.peek()) {
        case BEGIN_OBJECT -> {
          if (OBJECTS.contains(path)) {
            readObject(json, path + "/");
          } else {
            json.skipValue();
          }
        }
        case STRING, NUMBER -> values.put(path, json.nextString());
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  /** A text or number, such as {@code pull_request/head/sha}; empty where there is none. */
  Optional<String> text(String path) {
    return Optional.ofNullable(values.get(path)).filter(value -> !value.isBlank());
  }

  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
