package io.bytebase4j.gitops.report.github;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.report.FakePlatform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub as far as comments of one pull request go. It holds to the limits that are documented or
 * known from its answers, and refuses what it does not know.
 */
final class FakeGitHub extends FakePlatform {
  static final Account WORKFLOW =
      new Account("ghs_w0rkflow", 41898282, "github-actions[bot]", true);
  static final Account APP = new Account("ghs_4pp", 777, "sql-review[bot]", true);
  static final Account PERSON = new Account("ghp_p3rson", 1, "octocat", false);
  static final Account EVE = new Account("ghp_3ve", 2, "eve", false);
  private static final Pattern COMMENTS =
      Pattern.compile("(?:/api/v3)?/repos/acme/shop/issues/(?:7/comments|comments/(\\d+))");

  /** An account and its token. */
  record Account(String token, long id, String login, boolean bot) {}

  /** A comment. */
  static final class Comment {
    final long id;
    final @Nullable Account author;
    String text;

    Comment(long id, @Nullable Account author, String text) {
      this.id = id;
      this.author = author;
      this.text = text;
    }
  }

  final List<Comment> comments = new ArrayList<>();

  /** Whether all tokens only read, as those for pull requests of forks. */
  boolean readOnly;

  /** Whether tokens can't see the repository. */
  boolean hidden;

  /** Whether GraphQL tells whose token it is. */
  boolean viewer = true;

  private long lastId = 1000;

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  Comment someoneWrites(@Nullable Account author, String text) {
    Comment comment = new Comment(++lastId, author, text);
    comments.add(comment);
    return comment;
  }

  List<String> texts() {
    return comments.stream().map(comment -> comment.text).toList();
  }

  @Override
  protected Answer answer(Request request) {
    try {
      return answer(request, account(request));
    } catch (Refused e) {
      JsonObject body = new JsonObject();
      body.addProperty("message", e.getMessage());
      body.addProperty("documentation_url", "https://docs.github.com/rest");
      return Answer.of(e.status, body.toString());
    }
  }

  private static Account account(Request request) {
    require(request.header("Accept").equals("application/vnd.github+json"), 415, "Accept");
    require(request.header("X-GitHub-Api-Version").equals("2022-11-28"), 400, "version");
    return List.of(WORKFLOW, APP, PERSON).stream()
        .filter(account -> request.header("Authorization").equals("Bearer " + account.token()))
        .findAny()
        .orElseThrow(() -> new Refused(401, "Bad credentials"));
  }

  private Answer answer(Request request, Account account) {
    String line = request.line();
    if (line.equals("POST /graphql") || line.equals("POST /api/graphql")) {
      return graphQl(request, account);
    }
    if (line.equals("GET /user") || line.equals("GET /api/v3/user")) {
      require(!account.bot(), 403, "Resource not accessible by integration");
      return Answer.of(200, user(account).toString());
    }
    Matcher path = COMMENTS.matcher(request.path());
    require(path.matches() && !hidden, 404, "Not Found");
    boolean writes = !request.method().equals("GET");
    require(!writes || !readOnly, 403, "Resource not accessible by integration");
    String id = path.group(1);
    return switch (request.method()) {
      case "GET" -> list(request);
      case "POST" -> Answer.of(201, json(someoneWrites(account, text(request))).toString());
      case "PATCH" -> {
        Comment comment = comment(id);
        comment.text = text(request);
        yield Answer.of(200, json(comment).toString());
      }
      case "DELETE" -> {
        comments.remove(comment(id));
        yield Answer.of(204, "");
      }
      default -> throw new Refused(405, "Method not allowed");
    };
  }

  private Answer graphQl(Request request, Account account) {
    JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
    String query = body.get("query").getAsString().replaceAll("\\s+", "");
    require(query.equals("query{viewer{databaseId}}"), 400, "a query that is not known");
    if (!viewer) {
      return Answer.of(
          200,
          "{\"data\":null,\"errors\":[{\"type\":\"FORBIDDEN\",\"message\":\"Resource not accessible\"}]}");
    }
    return Answer.of(200, "{\"data\":{\"viewer\":{\"databaseId\":" + account.id() + "}}}");
  }

  private Answer list(Request request) {
    int size = number(request, "per_page", 30);
    require(size >= 1 && size <= 100, 422, "per_page");
    int page = number(request, "page", 1);
    int from = Math.min((page - 1) * size, comments.size());
    int to = Math.min(from + size, comments.size());
    JsonArray items = new JsonArray();
    comments.subList(from, to).forEach(comment -> items.add(json(comment)));
    Answer answer = Answer.of(200, items.toString());
    if (to == comments.size()) {
      return answer;
    }
    Map<String, Integer> pages = new LinkedHashMap<>();
    if (page > 1) {
      pages.put("prev", page - 1);
    }
    pages.put("next", page + 1);
    pages.put("last", (comments.size() + size - 1) / size);
    List<String> links = new ArrayList<>();
    // As the real one: by the repository's number.
    pages.forEach(
        (name, target) ->
            links.add(
                "<https://api.github.com/repositories/1/issues/7/comments?per_page=%d&page=%d>; rel=\"%s\""
                    .formatted(size, target, name)));
    return answer.with("Link", String.join(", ", links));
  }

  private static int number(Request request, String name, int otherwise) {
    String value = request.query(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  private Comment comment(@Nullable String id) {
    return comments.stream()
        .filter(comment -> Long.toString(comment.id).equals(id))
        .findAny()
        .orElseThrow(() -> new Refused(404, "Not Found"));
  }

  private static String text(Request request) {
    JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
    require(body.keySet().equals(java.util.Set.of("body")), 422, "fields " + body.keySet());
    String text = body.get("body").getAsString();
    require(!text.isBlank(), 422, "Body can't be blank");
    require(text.length() <= 65_536, 422, "Body is too long (maximum is 65536 characters)");
    return text;
  }

  private static JsonObject json(Comment comment) {
    JsonObject json = new JsonObject();
    json.addProperty("id", comment.id);
    json.addProperty("html_url", "https://github.com/acme/shop/pull/7#issuecomment-" + comment.id);
    json.addProperty("body", comment.text);
    json.add("user", comment.author == null ? JsonNull.INSTANCE : user(comment.author));
    return json;
  }

  private static JsonObject user(Account account) {
    JsonObject json = new JsonObject();
    json.addProperty("id", account.id());
    json.addProperty("login", account.login());
    json.addProperty("type", account.bot() ? "Bot" : "User");
    return json;
  }

  private static void require(boolean holds, int status, String message) {
    if (!holds) {
      throw new Refused(status, message);
    }
  }
}
