package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one comment of ours on a pull request, whatever was there before: an older one is updated,
 * the first of several is kept and the others are removed. Used once, by one thread.
 *
 * <p>A comment is ours if it has the marker and was written by the account that writes now. Where
 * it can't be told whether a create was processed, the comments are looked at again, twice, before
 * it is sent once more. Should the first one turn up still later, the next run removes it.
 */
public final class CommentUpsert {
  private static final List<Duration> LOOKS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));

  /** The comments of one pull request, as one platform has them. */
  public interface Comments {
    /**
     * The account that writes, as {@link Comment#author} has it. May be null only where the
     * platform lets nobody change what others wrote: then it is found out by trying.
     */
    @Nullable String author();

    /** The comments whose text passes a test, of whatever author, oldest first. */
    List<Comment> list(Predicate<String> test);

    /** Writes a comment. Sent once, as by {@link PlatformSession#create}. */
    Comment create(String text);

    /** Replaces a comment's text. */
    Comment update(Comment comment, String text);

    /** Removes a comment; nothing happens if it is gone already. */
    void delete(Comment comment);
  }

  /**
   * A comment.
   *
   * @param id the platform's id
   * @param author the platform's id of who wrote it; empty where it does not say
   * @param text what it says
   * @param url where people see it; may be empty
   */
  public record Comment(String id, String author, String text, String url) {}

  /** What was done. */
  public enum What {
    /** There was none of ours. */
    CREATED,
    /** There was one that said something else. */
    UPDATED,
    /** There was one that said the same. */
    UNCHANGED,
    /** There was none, and there should be none. */
    NONE
  }

  /**
   * How it ended.
   *
   * @param what what was done
   * @param url where people see it; may be empty
   * @param note what was not done, such as the removal of another one; empty if nothing
   */
  public record Done(What what, String url, String note) {}

  private final PlatformSession session;
  private final Comments comments;
  private final Predicate<String> marked;
  private final String text;

  /**
   * Sets up; nothing is sent.
   *
   * @param marked whether a text has the marker
   * @param text what the comment should say, with the marker
   */
  public CommentUpsert(
      PlatformSession session, Comments comments, Predicate<String> marked, String text) {
    this.session = session;
    this.comments = comments;
    this.marked = marked;
    this.text = text;
  }

  /**
   * Sees to it.
   *
   * @param createIfAbsent false to leave a pull request without a comment as it is
   * @throws PlatformException if it can't be done
   */
  public Done run(boolean createIfAbsent) {
    Done done = updateExisting();
    if (done != null) {
      return done;
    }
    if (!createIfAbsent) {
      return new Done(What.NONE, "", "");
    }
    try {
      return create();
    } catch (PlatformException e) {
      if (!e.leavesOutcomeOpen()) {
        throw e;
      }
      for (Duration wait : LOOKS) {
        session.pause(wait);
        Done found = updateExisting();
        if (found != null) {
          return found;
        }
      }
      return create();
    }
  }

  private Done create() {
    return new Done(What.CREATED, comments.create(text).url(), "");
  }

  private @Nullable Done updateExisting() {
    String author = comments.author();
    List<Comment> found = new ArrayList<>(comments.list(marked));
    found.removeIf(comment -> author != null && !author.equals(comment.author()));
    for (int i = 0; i < found.size(); i++) {
      Comment comment = found.get(i);
      // An unknown author's may be a copy by somebody else, so it is not taken for ours unseen.
      if (author != null && comment.text().strip().equals(text.strip())) {
        return new Done(What.UNCHANGED, comment.url(), removeOthers(comment, comment, found));
      }
      Comment updated = update(comment, author);
      if (updated != null) {
        return new Done(What.UPDATED, updated.url(), removeOthers(comment, updated, found));
      }
    }
    return null;
  }

  /** Null if it is gone, or not ours. */
  private @Nullable Comment update(Comment comment, @Nullable String author) {
    try {
      return comments.update(comment, text);
    } catch (PlatformException e) {
      if (e.isNotFound() || (author == null && e.status() == 403)) {
        return null;
      }
      throw e;
    }
  }

  private String removeOthers(Comment kept, Comment ours, List<Comment> found) {
    for (Comment comment : found) {
      boolean other = !comment.id().equals(kept.id());
      if (other && !ours.author().isEmpty() && comment.author().equals(ours.author())) {
        try {
          comments.delete(comment);
        } catch (PlatformException e) {
          if (e.kind() == Kind.INTERRUPTED || e.kind() == Kind.OUT_OF_TIME) {
            throw e;
          }
          return "an older comment could not be removed: " + e.getMessage();
        }
      }
    }
    return "";
  }
}
