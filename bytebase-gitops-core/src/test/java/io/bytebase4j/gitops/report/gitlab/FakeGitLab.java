package io.bytebase4j.gitops.report.gitlab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.report.FakePlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitLab as far as notes of one merge request go. */
final class FakeGitLab extends FakePlatform {
  static final String TOKEN = "glpat-t0k3n";
  static final int BOT = 41;
  private static final Pattern NOTES =
      Pattern.compile("/api/v4/projects/acme%2Fshop/merge_requests/7/notes(?:/(\\d+))?");

  /** A note. */
  static final class Note {
    final int id;
    final int author;
    String text;
    boolean system;

    Note(int id, int author, String text) {
      this.id = id;
      this.author = author;
      this.text = text;
    }
  }

  final List<Note> notes = new ArrayList<>();
  private int lastId = 300;

  Note someoneWrites(int author, String text) {
    Note note = new Note(++lastId, author, text);
    notes.add(note);
    return note;
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.header("PRIVATE-TOKEN").equals(TOKEN)
        || !request.header("Authorization").isEmpty()) {
      return Answer.of(401, "{\"message\":\"401 Unauthorized\"}");
    }
    if (request.line().equals("GET /api/v4/user")) {
      return Answer.of(200, "{\"id\":" + BOT + "}");
    }
    Matcher path = NOTES.matcher(request.path());
    if (!path.matches()) {
      return Answer.of(404, "{\"message\":\"404 Not found\"}");
    }
    return path.group(1) == null ? all(request) : one(request, path.group(1));
  }

  private Answer all(Request request) {
    if (request.method().equals("GET")) {
      return list(request);
    }
    String text = text(request);
    return text == null ? refused() : Answer.of(201, json(someoneWrites(BOT, text)).toString());
  }

  private Answer one(Request request, String id) {
    Note note =
        notes.stream().filter(n -> Integer.toString(n.id).equals(id)).findAny().orElse(null);
    if (note == null) {
      return Answer.of(404, "{\"message\":\"404 Note Not Found\"}");
    }
    if (note.author != BOT || note.system) {
      return Answer.of(403, "{\"message\":\"403 Forbidden\"}");
    }
    if (request.method().equals("DELETE")) {
      notes.remove(note);
      return Answer.of(204, "");
    }
    String text = text(request);
    if (text == null) {
      return refused();
    }
    note.text = text;
    return Answer.of(200, json(note).toString());
  }

  private static @Nullable String text(Request request) {
    JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
    String text = body.get("body").getAsString();
    return body.size() != 1 || text.isBlank() || text.length() > 1_000_000 ? null : text;
  }

  private static Answer refused() {
    return Answer.of(
        400, "{\"message\":{\"note\":[\"is too long (maximum is 1000000 characters)\"]}}");
  }

  private Answer list(Request request) {
    int size = number(request, "per_page", 20);
    int page = number(request, "page", 1);
    // By default the newest come first.
    List<Note> sorted = new ArrayList<>(notes);
    if (!"asc".equals(request.query("sort"))) {
      java.util.Collections.reverse(sorted);
    }
    int from = Math.min((page - 1) * size, sorted.size());
    int to = Math.min(from + size, sorted.size());
    JsonArray values = new JsonArray();
    sorted.subList(from, to).forEach(note -> values.add(json(note)));
    return Answer.of(200, values.toString())
        .with("X-Next-Page", to < sorted.size() ? Integer.toString(page + 1) : "");
  }

  private static int number(Request request, String name, int otherwise) {
    String value = request.query(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  private static JsonObject json(Note note) {
    JsonObject author = new JsonObject();
    author.addProperty("id", note.author);
    JsonObject json = new JsonObject();
    json.addProperty("id", note.id);
    json.addProperty("body", note.text);
    json.addProperty("system", note.system);
    json.add("author", author);
    return json;
  }
}
