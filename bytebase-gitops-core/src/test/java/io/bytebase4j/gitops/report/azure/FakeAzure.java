package io.bytebase4j.gitops.report.azure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.report.FakePlatform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azure DevOps as far as threads of one pull request go. It holds to the limits that are documented
 * or known from its answers, and refuses what it does not know.
 */
final class FakeAzure extends FakePlatform {
  static final String TOKEN = "eyJ0eXAi.azur3.t0ken";
  static final String PAT = "p4t";
  static final String BUILD_SERVICE = "b07d0000-0000-0000-0000-000000000001";
  private static final Pattern THREADS =
      Pattern.compile(
          "/acme/web%20shop/_apis/git/repositories/5h0p/pullRequests/7/threads(?:/(\\d+)(?:/comments/(\\d+))?)?");
  private static final Set<String> STATUSES =
      Set.of("active", "fixed", "wontFix", "closed", "byDesign", "pending");

  /** A thread with its only comment. */
  static final class PrThread {
    final int id;
    final @Nullable String author;
    String text;
    String status;
    boolean deleted;

    PrThread(int id, @Nullable String author, String text, String status) {
      this.id = id;
      this.author = author;
      this.text = text;
      this.status = status;
    }
  }

  final List<PrThread> threads = new ArrayList<>();

  /** Whether the account may write to pull requests. */
  boolean mayContribute = true;

  /** Whether the account may look at itself. */
  boolean accountVisible = true;

  /** What a change of a status is refused with; 0 if it is not. */
  int statusRefused;

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  PrThread someoneWrites(@Nullable String author, String text) {
    PrThread thread = new PrThread(threads.size() + 1, author, text, "active");
    threads.add(thread);
    return thread;
  }

  List<String> texts() {
    return threads.stream().filter(thread -> !thread.deleted).map(thread -> thread.text).toList();
  }

  @Override
  protected Answer answer(Request request) {
    try {
      String authorization = request.header("Authorization");
      if (!authorization.equals("Bearer " + TOKEN) && !authorization.equals(basic())) {
        // As the real one: a page, and a status that looks like a success.
        return new Answer(203, "<html><title>Sign In</title></html>", Map.of());
      }
      return signedIn(request);
    } catch (Refused e) {
      JsonObject body = new JsonObject();
      body.addProperty("$id", "1");
      body.addProperty("message", e.getMessage());
      body.addProperty("typeKey", "GitAccessDeniedException");
      return Answer.of(e.status, body.toString());
    }
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString((":" + PAT).getBytes(StandardCharsets.UTF_8));
  }

  private Answer signedIn(Request request) {
    if (request.line().equals("GET /acme/_apis/connectionData")) {
      require(accountVisible, 403, "no");
      return Answer.of(200, "{\"authenticatedUser\":{\"id\":\"" + BUILD_SERVICE + "\"}}");
    }
    Matcher path = THREADS.matcher(request.path());
    require(path.matches(), 404, "The resource cannot be found.");
    require(
        String.valueOf(request.query("api-version")).matches("[67]\\.[01]"), 400, "api-version");
    boolean reads = request.method().equals("GET");
    require(
        reads || mayContribute,
        403,
        "TF401027: You need the Git 'PullRequestContribute' permission on this item to perform this"
            + " action. Details: identity 'Build\\b07d', scope 'repository'.");
    String id = path.group(1);
    String comment = path.group(2);
    return switch (request.method()) {
      case "GET" -> list();
      case "POST" -> create(request);
      case "PATCH" -> comment == null ? status(request, thread(id)) : edit(request, thread(id));
      case "DELETE" -> {
        own(thread(id)).deleted = true;
        yield Answer.of(200, "");
      }
      default -> throw new Refused(405, "Method not allowed");
    };
  }

  private Answer list() {
    JsonArray value = new JsonArray();
    threads.forEach(thread -> value.add(json(thread)));
    JsonObject body = new JsonObject();
    body.add("value", value);
    body.addProperty("count", value.size());
    return Answer.of(200, body.toString());
  }

  private Answer create(Request request) {
    JsonObject body = body(request, "comments status");
    JsonObject comment = body.getAsJsonArray("comments").get(0).getAsJsonObject();
    require(comment.get("parentCommentId").getAsInt() == 0, 400, "parentCommentId");
    require(comment.get("commentType").getAsString().equals("text"), 400, "commentType");
    PrThread thread = someoneWrites(BUILD_SERVICE, content(comment));
    thread.status = status(body);
    return Answer.of(200, json(thread).toString());
  }

  private Answer status(Request request, PrThread thread) {
    require(statusRefused == 0, statusRefused, "no");
    thread.status = status(body(request, "status"));
    return Answer.of(200, json(thread).toString());
  }

  private static String status(JsonObject body) {
    String status = body.get("status").getAsString();
    require(STATUSES.contains(status), 400, "status");
    return status;
  }

  private static Answer edit(Request request, PrThread thread) {
    own(thread).text = content(body(request, "content"));
    return Answer.of(
        200, json(thread).getAsJsonArray("comments").get(0).getAsJsonObject().toString());
  }

  private static PrThread own(PrThread thread) {
    require(BUILD_SERVICE.equals(thread.author), 403, "Only its author may change a comment.");
    return thread;
  }

  private PrThread thread(String id) {
    return threads.stream()
        .filter(thread -> Integer.toString(thread.id).equals(id) && !thread.deleted)
        .findAny()
        .orElseThrow(() -> new Refused(404, "The thread does not exist."));
  }

  private static JsonObject body(Request request, String names) {
    JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
    require(body.keySet().equals(Set.of(names.split(" "))), 400, "fields " + body.keySet());
    return body;
  }

  private static String content(JsonObject comment) {
    String content = comment.get("content").getAsString();
    require(!content.isBlank() && content.length() <= 150_000, 400, "content");
    return content;
  }

  private static JsonObject json(PrThread thread) {
    JsonObject comment = new JsonObject();
    comment.addProperty("id", 1);
    comment.addProperty("parentCommentId", 0);
    if (thread.author != null) {
      JsonObject author = new JsonObject();
      author.addProperty("id", thread.author);
      comment.add("author", author);
    }
    comment.addProperty("isDeleted", thread.deleted);
    if (!thread.deleted) {
      comment.addProperty("content", thread.text);
    }
    comment.addProperty("commentType", "text");
    JsonArray comments = new JsonArray();
    comments.add(comment);
    JsonObject json = new JsonObject();
    json.addProperty("id", thread.id);
    json.addProperty("status", thread.status);
    json.addProperty("isDeleted", false);
    json.add("comments", comments);
    return json;
  }

  private static void require(boolean holds, int status, String message) {
    if (!holds) {
      throw new Refused(status, message);
    }
  }
}
