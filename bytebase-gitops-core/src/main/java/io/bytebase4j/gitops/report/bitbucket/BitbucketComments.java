package io.bytebase4j.gitops.report.bitbucket;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.ApiPath;
import io.bytebase4j.gitops.common.internal.http.Paging;
import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import io.bytebase4j.gitops.report.internal.CommentUpsert.Comment;
import io.bytebase4j.gitops.report.internal.CommentUpsert.Comments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The comments of one pull request on Bitbucket Cloud. Used by one thread. */
final class BitbucketComments implements Comments {
  private static final String MOST_PER_PAGE = "100";

  private final PlatformSession session;
  private final ApiPath path;
  private boolean authorAsked;
  private @Nullable String author;

  BitbucketComments(PlatformSession session, ApiPath path) {
    this.session = session;
    this.path = path;
  }

  // The token of a repository may stand for an account that it may not look at. Nobody but its
  // author may change a comment, so trying tells as well.
  @Override
  public @Nullable String author() {
    if (!authorAsked) {
      authorAsked = true;
      try {
        String uuid = Json.text(session.get(ApiPath.of("user")).json(), "uuid");
        author = uuid.isEmpty() ? null : uuid;
      } catch (PlatformException e) {
        if (!e.isDenied() && !e.isNotFound()) {
          throw e;
        }
      }
    }
    return author;
  }

  @Override
  public List<Comment> list(Predicate<String> test) {
    List<Comment> found = new ArrayList<>();
    session.forEach(
        path.with("pagelen", MOST_PER_PAGE),
        Paging.BITBUCKET_NEXT,
        json -> {
          boolean ofDiff = Json.at(json, "inline").isJsonObject();
          if (!Json.isTrue(json, "deleted") && !ofDiff && test.test(text(json))) {
            found.add(comment(json));
          }
        });
    return found;
  }

  @Override
  public Comment create(String text) {
    return comment(session.create(path, body(text)).json());
  }

  @Override
  public Comment update(Comment comment, String text) {
    return comment(session.put(path.plus(comment.id()), body(text)).json());
  }

  @Override
  public void delete(Comment comment) {
    session.delete(path.plus(comment.id()));
  }

  private static JsonObject body(String text) {
    JsonObject content = new JsonObject();
    content.addProperty("raw", text);
    JsonObject body = new JsonObject();
    body.add("content", content);
    return body;
  }

  private static Comment comment(JsonElement json) {
    return new Comment(
        Json.text(json, "id"),
        Json.text(json, "user", "uuid"),
        text(json),
        Json.text(json, "links", "html", "href"));
  }

  private static String text(JsonElement json) {
    return Json.text(json, "content", "raw");
  }
}
