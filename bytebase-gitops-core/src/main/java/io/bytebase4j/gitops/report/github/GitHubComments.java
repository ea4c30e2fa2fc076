package io.bytebase4j.gitops.report.github;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.Paging;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import io.bytebase4j.gitops.report.internal.CommentUpsert.Comment;
import io.bytebase4j.gitops.report.internal.CommentUpsert.Comments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The comments of one pull request on GitHub, which are those of the issue of the same number. Used
 * by one thread.
 */
final class GitHubComments implements Comments {
  private static final String NOBODY = "nobody";

  private final PlatformSession session;
  private final GitHubApi api;
  private final ApiPath issues;
  private final String number;
  private final Predicate<String> marked;
  private @Nullable String account;

  /**
   * Takes a pull request.
   *
   * @param issues the path of the repository's issues
   * @param number the pull request's number
   * @param marked whether a text has the marker
   */
  GitHubComments(
      PlatformSession session,
      GitHubApi api,
      ApiPath issues,
      String number,
      Predicate<String> marked) {
    this.session = session;
    this.api = api;
    this.issues = issues;
    this.number = number;
    this.marked = marked;
  }

  // GitHub lets a token that may write change the comments of everybody, so it must be known whose
  // it is.
  @Override
  public String author() {
    if (account == null) {
      String found = viewer();
      account = found.isEmpty() ? user() : found;
    }
    return account.isEmpty() ? firstBot() : account;
  }

  // Knows the accounts of all tokens, also of workflows and apps.
  private String viewer() {
    JsonObject body = new JsonObject();
    body.addProperty("query", "query { viewer { databaseId } }");
    try {
      JsonElement answer = session.postRepeatable(api.graphQl(), body).json();
      return Json.text(answer, "data", "viewer", "databaseId");
    } catch (PlatformException e) {
      return emptyIfNotThere(e);
    }
  }

  // Knows those of people alone.
  private String user() {
    try {
      return Json.text(session.get(api.rest("user")).json(), "id");
    } catch (PlatformException e) {
      return emptyIfNotThere(e);
    }
  }

  private static String emptyIfNotThere(PlatformException e) {
    if (e.kind() == Kind.UNREADABLE || (e.kind() == Kind.REFUSED && e.status() != 401)) {
      return "";
    }
    throw e;
  }

  // It is no person's token then. The first bot that wrote the marker invented it: a copy is later.
  private String firstBot() {
    List<String> bots = new ArrayList<>();
    forEachComment(
        json -> {
          if (Json.text(json, "user", "type").equals("Bot")
              && marked.test(Json.text(json, "body"))) {
            bots.add(Json.text(json, "user", "id"));
          }
        });
    return bots.isEmpty() ? NOBODY : bots.get(0);
  }

  @Override
  public List<Comment> list(Predicate<String> test) {
    List<Comment> found = new ArrayList<>();
    forEachComment(
        json -> {
          if (test.test(Json.text(json, "body"))) {
            found.add(comment(json));
          }
        });
    return found;
  }

  private void forEachComment(Consumer<JsonElement> each) {
    session.forEach(
        issues.plus(number, "comments").with("per_page", "100"), Paging.LINK_HEADER, each);
  }

  @Override
  public Comment create(String text) {
    return comment(session.create(issues.plus(number, "comments"), body(text)).json());
  }

  @Override
  public Comment update(Comment comment, String text) {
    return comment(session.patch(issues.plus("comments", comment.id()), body(text)).json());
  }

  @Override
  public void delete(Comment comment) {
    session.delete(issues.plus("comments", comment.id()));
  }

  private static JsonObject body(String text) {
    JsonObject body = new JsonObject();
    body.addProperty("body", text);
    return body;
  }

  private static Comment comment(JsonElement json) {
    return new Comment(
        Json.text(json, "id"),
        Json.text(json, "user", "id"),
        Json.text(json, "body"),
        Json.text(json, "html_url"));
  }
}
