package io.bytebase4j.gitops.report.internal;

import io.bytebase4j.gitops.common.internal.http.PlatformException;
import io.bytebase4j.gitops.common.internal.http.PlatformHttp;
import io.bytebase4j.gitops.common.internal.http.PlatformSession;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.RenderedText;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.internal.CommentUpsert.Comments;
import io.bytebase4j.gitops.report.internal.CommentUpsert.Done;
import io.bytebase4j.gitops.report.internal.CommentUpsert.What;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.util.function.Function;
import java.util.function.Predicate;

/** What publishers have in common: faults become a {@link Publication}, comments are kept. */
public final class Publishing {
  private Publishing() {}

  /**
   * Publishes.
   *
   * @param sink what people call the place
   * @param http how to reach the platform
   * @param work makes the calls
   * @return what the work gives, or the fault
   */
  public static Publication run(
      String sink, PlatformHttp http, Function<PlatformSession, Publication> work) {
    try (PlatformSession session = http.begin()) {
      return work.apply(session);
    } catch (PlatformException e) {
      return Publication.failed(sink, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Keeps one comment of a review on a pull request.
   *
   * @param sink what people call the place
   * @param createIfClean whether a review without any finding gets a comment where there is none
   * @throws PlatformException if it can't be done
   */
  public static Publication keepComment(
      String sink,
      PlatformSession session,
      Comments comments,
      ReportedReview review,
      MarkdownFlavour flavour,
      boolean createIfClean) {
    MarkdownReport markdown = MarkdownReport.of(flavour).withMarker();
    RenderedText rendered = markdown.rendered(review);
    Done done =
        new CommentUpsert(session, comments, marked(review, flavour), rendered.text())
            .run(createIfClean || !isClean(review));
    if (done.what() == What.NONE) {
      return Publication.skipped(
          sink, "nothing was found, and there is no comment of ours to change");
    }
    return Publication.published(
        sink,
        word(done.what())
            + (done.url().isEmpty() ? "" : " " + done.url())
            + (done.note().isEmpty() ? "" : "; " + done.note()),
        rendered.leftOut());
  }

  /** Tells by its text whether a comment is that of a review. */
  public static Predicate<String> marked(ReportedReview review, MarkdownFlavour flavour) {
    String marker = MarkdownReport.of(flavour).marker(review);
    // The beginning alone: further on there may be text of others.
    return text -> text.strip().startsWith(marker);
  }

  private static boolean isClean(ReportedReview review) {
    return review.verdict().passed()
        && review.report().findings().isEmpty()
        && review.report().isComplete();
  }

  private static String word(What what) {
    return switch (what) {
      case CREATED -> "comment created";
      case UPDATED -> "comment updated";
      case UNCHANGED -> "comment says so already";
      case NONE -> "";
    };
  }
}
