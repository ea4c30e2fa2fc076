package io.bytebase4j.gitops.report.gitlab;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The notes of one merge request on GitLab. Used by one thread. */
final class GitLabNotes implements Comments {
  // GitLab takes 100, but each note may be a megabyte.
  private static final String PER_PAGE = "50";

  private final PlatformSession session;
  private final ApiPath path;
  private @Nullable String author;

  GitLabNotes(PlatformSession session, ApiPath path) {
    this.session = session;
    this.path = path;
  }

  @Override
  public String author() {
    if (author == null) {
      author = Json.text(session.get(ApiPath.of("user")).json(), "id");
      if (author.isEmpty()) {
        throw new PlatformException(
            Kind.UNREADABLE, 200, "GitLab does not tell whose token it is (GET /user)", null);
      }
    }
    return author;
  }

  @Override
  public List<Comment> list(Predicate<String> test) {
    List<Comment> found = new ArrayList<>();
    session.forEach(
        path.with("per_page", PER_PAGE).with("sort", "asc").with("order_by", "created_at"),
        Paging.X_NEXT_PAGE,
        json -> {
          if (!Json.isTrue(json, "system") && test.test(Json.text(json, "body"))) {
            found.add(note(json));
          }
        });
    return found;
  }

  @Override
  public Comment create(String text) {
    return note(session.create(path, body(text)).json());
  }

  @Override
  public Comment update(Comment comment, String text) {
    return note(session.put(path.plus(comment.id()), body(text)).json());
  }

  @Override
  public void delete(Comment comment) {
    session.delete(path.plus(comment.id()));
  }

  private static JsonObject body(String text) {
    JsonObject body = new JsonObject();
    body.addProperty("body", text);
    return body;
  }

  // GitLab gives notes no address of their own.
  private static Comment note(JsonElement json) {
    return new Comment(
        Json.text(json, "id"), Json.text(json, "author", "id"), Json.text(json, "body"), "");
  }
}
