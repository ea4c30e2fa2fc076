package io.bytebase4j.gitops.report.bitbucket;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.report.FakePlatform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bitbucket Cloud as far as reports and comments go. It holds to the limits that are documented or
 * known from its answers, and refuses what it does not know.
 */
final class FakeBitbucket extends FakePlatform {
  static final String TOKEN = "ATCTT3xFfGN0";
  static final String BOT = "{b07}";
  private static final String BASE = "/2.0/repositories/acme/%7B5h0p%7D/";
  private static final Pattern REPORT =
      Pattern.compile(Pattern.quote(BASE + "commit/1a2b3c/reports/") + "([^/]+)(/annotations)?");
  private static final Pattern COMMENT =
      Pattern.compile(Pattern.quote(BASE + "pullrequests/7/comments") + "(?:/(\\d+))?");
  private static final Set<String> TYPES =
      Set.of("BOOLEAN", "DATE", "DURATION", "LINK", "NUMBER", "PERCENTAGE", "TEXT");

  /** A report and its annotations by id. */
  record Report(JsonObject body, Map<String, JsonObject> annotations) {}

  /** A comment. */
  static final class Comment {
    final int id;
    final String author;
    String text;
    boolean deleted;
    boolean inline;

    Comment(int id, String author, String text) {
      this.id = id;
      this.author = author;
      this.text = text;
    }
  }

  final Map<String, Report> reports = new LinkedHashMap<>();
  final List<Comment> comments = new ArrayList<>();

  /** Every state in which a report was seen, in order. */
  final List<String> results = new ArrayList<>();

  /** Whether requests come as through the proxy of Pipelines. */
  boolean behindProxy;

  /** Whether the token may look at its own account. */
  boolean accountVisible = true;

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  Comment someoneWrites(String author, String text) {
    Comment comment = new Comment(comments.size() + 1, author, text);
    comments.add(comment);
    return comment;
  }

  List<Comment> visibleComments() {
    return comments.stream().filter(comment -> !comment.deleted).toList();
  }

  @Override
  protected Answer answer(Request request) {
    try {
      signIn(request);
      Matcher report = REPORT.matcher(request.path());
      if (report.matches()) {
        return report.group(2) == null
            ? report(request, report.group(1))
            : annotate(request, report.group(1));
      }
      Matcher comment = COMMENT.matcher(request.path());
      if (comment.matches()) {
        return comment(request, comment.group(1));
      }
      if (request.line().equals("GET /2.0/user")) {
        require(
            accountVisible, 403, "Your credentials lack one or more required privilege scopes.");
        return Answer.of(200, "{\"uuid\":\"" + BOT + "\"}");
      }
      throw new Refused(404, "Resource not found");
    } catch (Refused e) {
      JsonObject error = new JsonObject();
      error.addProperty("message", e.getMessage());
      JsonObject body = new JsonObject();
      body.addProperty("type", "error");
      body.add("error", error);
      return Answer.of(e.status, body.toString());
    }
  }

  private void signIn(Request request) {
    String authorization = request.header("Authorization");
    if (behindProxy) {
      require(
          request.uri().toString().startsWith("http://api.bitbucket.org/2.0/"),
          400,
          "not addressed to Bitbucket");
      require(authorization.isEmpty(), 400, "the proxy signs in itself");
      require(!request.path().contains("/comments"), 403, "Forbidden");
    } else {
      require(!request.uri().isAbsolute(), 400, "this is no proxy");
      require(authorization.equals("Bearer " + TOKEN), 401, "Token is invalid or expired.");
    }
  }

  private static void require(boolean holds, int status, String message) {
    if (!holds) {
      throw new Refused(status, message);
    }
  }

  private static void valid(boolean holds, String message) {
    require(holds, 400, message);
  }

  private Answer report(Request request, String id) {
    switch (request.method()) {
      case "PUT" -> {
        JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
        validReport(body, id);
        Report old = reports.get(id);
        reports.put(id, new Report(body, old == null ? new LinkedHashMap<>() : old.annotations()));
        results.add(body.get("result").getAsString() + " " + reports.get(id).annotations().size());
        return Answer.of(200, body.toString());
      }
      case "DELETE" -> {
        require(reports.remove(id) != null, 404, "No such report");
        return Answer.of(204, "");
      }
      default -> throw new Refused(405, "Method not allowed");
    }
  }

  private static void validReport(JsonObject body, String id) {
    known(body, "title details external_id reporter report_type result link data");
    text(body, "title", 450, true);
    text(body, "details", 2000, true);
    valid(body.get("external_id").getAsString().equals(id), "external_id is not that of the path");
    word(body, "report_type", Set.of("SECURITY", "COVERAGE", "TEST", "BUG"));
    word(body, "result", Set.of("PASSED", "FAILED", "PENDING"));
    link(body);
    JsonArray data = body.getAsJsonArray("data");
    valid(data == null || data.size() <= 10, "at most 10 data items");
    if (data != null) {
      data.forEach(item -> validItem(item.getAsJsonObject()));
    }
  }

  private static void validItem(JsonObject item) {
    known(item, "title type value");
    text(item, "title", 450, true);
    word(item, "type", TYPES);
    String type = item.get("type").getAsString();
    JsonElement value = item.get("value");
    valid(
        switch (type) {
          case "BOOLEAN" -> value.getAsJsonPrimitive().isBoolean();
          case "TEXT" -> value.getAsJsonPrimitive().isString();
          case "LINK" -> value.isJsonObject();
          default -> value.getAsJsonPrimitive().isNumber();
        },
        "value is no " + type);
  }

  private Answer annotate(Request request, String id) {
    require(request.method().equals("POST"), 405, "Method not allowed");
    Report report = reports.get(id);
    if (report == null) {
      throw new Refused(404, "No such report");
    }
    JsonElement body = JsonParser.parseString(request.body());
    valid(body.isJsonArray(), "expected a list");
    JsonArray items = body.getAsJsonArray();
    valid(!items.isEmpty(), "expected at least one annotation");
    valid(items.size() <= 100, "Bulk upload supports a maximum of /100 annotations.");
    Set<String> ids = new HashSet<>();
    for (JsonElement item : items) {
      validAnnotation(item.getAsJsonObject());
      valid(
          ids.add(item.getAsJsonObject().get("external_id").getAsString()),
          "external_id is not unique");
    }
    Set<String> all = new HashSet<>(report.annotations().keySet());
    all.addAll(ids);
    valid(all.size() <= 1000, "a report can contain up to 1000 annotations");
    items.forEach(
        item ->
            report
                .annotations()
                .put(
                    item.getAsJsonObject().get("external_id").getAsString(),
                    item.getAsJsonObject()));
    return Answer.of(200, items.toString());
  }

  private static void validAnnotation(JsonObject item) {
    known(item, "external_id annotation_type summary details result severity path line link");
    text(item, "external_id", 450, true);
    text(item, "summary", 450, true);
    text(item, "details", 2000, false);
    word(item, "annotation_type", Set.of("VULNERABILITY", "CODE_SMELL", "BUG"));
    word(item, "result", Set.of("PASSED", "FAILED", "SKIPPED", "IGNORED"));
    word(item, "severity", Set.of("CRITICAL", "HIGH", "MEDIUM", "LOW"));
    link(item);
    JsonElement path = item.get("path");
    if (path != null) {
      valid(!path.getAsString().isEmpty() && !path.getAsString().startsWith("/"), "path");
    }
    JsonElement line = item.get("line");
    valid(line == null || (path != null && line.getAsInt() >= 1), "line");
  }

  private static void known(JsonObject object, String names) {
    Set<String> known = Set.of(names.split(" "));
    valid(known.containsAll(object.keySet()), "unknown field among " + object.keySet());
  }

  private static void text(JsonObject object, String name, int most, boolean required) {
    JsonElement value = object.get(name);
    valid(value != null || !required, name + " is missing");
    if (value != null) {
      valid(!value.getAsString().isBlank(), name + " is empty");
      valid(value.getAsString().length() <= most, name + " has more than " + most + " characters");
    }
  }

  private static void word(JsonObject object, String name, Set<String> words) {
    valid(
        object.has(name) && words.contains(object.get(name).getAsString()),
        name + " is none of " + words);
  }

  private static void link(JsonObject object) {
    valid(!object.has("link") || object.get("link").getAsString().matches("https?://.*"), "link");
  }

  private Answer comment(Request request, @Nullable String id) {
    if (id == null) {
      return request.method().equals("GET") ? list(request) : create(request);
    }
    Comment comment =
        comments.stream()
            .filter(c -> Integer.toString(c.id).equals(id) && !c.deleted)
            .findAny()
            .orElseThrow(() -> new Refused(404, "No such comment"));
    require(comment.author.equals(BOT), 403, "This comment is not yours.");
    switch (request.method()) {
      case "PUT" -> {
        comment.text = raw(request);
        return Answer.of(200, json(comment).toString());
      }
      case "DELETE" -> {
        comment.deleted = true;
        return Answer.of(204, "");
      }
      default -> throw new Refused(405, "Method not allowed");
    }
  }

  private Answer create(Request request) {
    require(request.method().equals("POST"), 405, "Method not allowed");
    return Answer.of(201, json(someoneWrites(BOT, raw(request))).toString());
  }

  private static String raw(Request request) {
    JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
    known(body, "content");
    String raw = body.getAsJsonObject("content").get("raw").getAsString();
    valid(!raw.isBlank() && raw.length() <= 32_768, "content.raw");
    return raw;
  }

  private Answer list(Request request) {
    int size = number(request, "pagelen", 10);
    valid(size >= 1 && size <= 100, "Invalid pagelen");
    int page = number(request, "page", 1);
    int from = Math.min((page - 1) * size, comments.size());
    int to = Math.min(from + size, comments.size());
    JsonArray values = new JsonArray();
    comments.subList(from, to).forEach(comment -> values.add(json(comment)));
    JsonObject body = new JsonObject();
    body.add("values", values);
    body.addProperty("pagelen", size);
    if (to < comments.size()) {
      // As the real one, whatever way the request came.
      body.addProperty(
          "next",
          "https://api.bitbucket.org"
              + request.path()
              + "?pagelen="
              + size
              + "&page="
              + (page + 1));
    }
    return Answer.of(200, body.toString());
  }

  private static int number(Request request, String name, int otherwise) {
    String value = request.query(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  private static JsonObject json(Comment comment) {
    JsonObject content = new JsonObject();
    content.addProperty("raw", comment.deleted ? "" : comment.text);
    JsonObject user = new JsonObject();
    user.addProperty("uuid", comment.author);
    JsonObject html = new JsonObject();
    html.addProperty(
        "href", "https://bitbucket.org/acme/shop/pull-requests/7#comment-" + comment.id);
    JsonObject links = new JsonObject();
    links.add("html", html);
    JsonObject json = new JsonObject();
    json.addProperty("id", comment.id);
    json.addProperty("deleted", comment.deleted);
    json.add("content", content);
    json.add("user", user);
    json.add("links", links);
    if (comment.inline) {
      JsonObject inline = new JsonObject();
      inline.addProperty("path", "a.sql");
      json.add("inline", inline);
    }
    return json;
  }
}
