package io.bytebase4j.gitops.report.azure;

import com.google.gson.JsonArray;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one pull request on Azure Repos, each by its first comment. A thread that is
 * written gets the status that the verdict asks for. Used by one thread.
 */
final class AzureThreads implements Comments {
  private static final String ACTIVE = "active";
  private static final Set<String> DONE = Set.of("closed", "fixed", "wontFix", "byDesign");

  private final PlatformSession session;
  private final AzurePullRequest pullRequest;
  private final boolean passed;
  private final Map<String, String> statuses = new HashMap<>();
  private @Nullable String account;

  AzureThreads(PlatformSession session, AzurePullRequest pullRequest, boolean passed) {
    this.session = session;
    this.pullRequest = pullRequest;
    this.passed = passed;
  }

  // Azure lets nobody change what others wrote, so where it does not tell, it is found out by
  // trying.
  @Override
  public @Nullable String author() {
    if (account == null) {
      account = authenticatedUser();
    }
    return account.isEmpty() ? null : account;
  }

  private String authenticatedUser() {
    try {
      ApiPath path = ApiPath.of("_apis", "connectionData");
      return Json.text(session.get(path).json(), "authenticatedUser", "id");
    } catch (PlatformException e) {
      if (e.kind() == Kind.REFUSED && e.status() != 401) {
        return "";
      }
      throw e;
    }
  }

  @Override
  public List<Comment> list(Predicate<String> test) {
    List<Comment> found = new ArrayList<>();
    session.forEach(
        pullRequest.threads(),
        Paging.NONE,
        thread -> {
          Comment first = first(thread);
          if (!Json.isTrue(thread, "isDeleted") && test.test(first.text())) {
            statuses.put(first.id(), Json.text(thread, "status"));
            found.add(first);
          }
        });
    return found;
  }

  @Override
  public Comment create(String text) {
    JsonObject comment = content(text);
    comment.addProperty("parentCommentId", 0);
    comment.addProperty("commentType", "text");
    JsonArray comments = new JsonArray();
    comments.add(comment);
    JsonObject thread = status();
    thread.add("comments", comments);
    return first(session.create(pullRequest.threads(), thread).json());
  }

  @Override
  public Comment update(Comment comment, String text) {
    JsonElement changed = session.patch(path(comment), content(text)).json();
    String status = statuses.getOrDefault(comment.id(), "");
    boolean asItShouldBe = passed ? DONE.contains(status) : status.equals(ACTIVE);
    if (!asItShouldBe) {
      setStatus(comment);
    }
    return new Comment(comment.id(), Json.text(changed, "author", "id"), text, comment.url());
  }

  private void setStatus(Comment comment) {
    try {
      session.patch(pullRequest.threads(thread(comment)), status());
    } catch (PlatformException e) {
      // Without a status of its own: a refusal of the text would mean that the comment is not ours.
      throw new PlatformException(
          e.kind(), 0, "the text was updated, but not the status: " + e.getMessage(), e);
    }
  }

  @Override
  public void delete(Comment comment) {
    session.delete(path(comment));
  }

  private static JsonObject content(String text) {
    JsonObject body = new JsonObject();
    body.addProperty("content", text);
    return body;
  }

  private JsonObject status() {
    JsonObject body = new JsonObject();
    body.addProperty("status", passed ? "closed" : ACTIVE);
    return body;
  }

  private ApiPath path(Comment comment) {
    String[] ids = comment.id().split("/", 2);
    return pullRequest.threads(ids[0], "comments", ids[1]);
  }

  private static String thread(Comment comment) {
    return comment.id().split("/", 2)[0];
  }

  private Comment first(JsonElement thread) {
    JsonArray comments = Json.array(thread, "comments");
    JsonElement first = comments.isEmpty() ? thread : comments.get(0);
    String id = Json.text(thread, "id");
    return new Comment(
        id + "/" + Json.text(first, "id"),
        Json.text(first, "author", "id"),
        Json.isTrue(first, "isDeleted") ? "" : Json.text(first, "content"),
        pullRequest.page(id));
  }
}
