package io.bytebase4j.gitops.review;

/** The thread was interrupted while it reviewed; its interrupt flag is set again. */
public final class ReviewInterruptedException extends ReviewEndedException {
  private static final long serialVersionUID = 1L;

  ReviewInterruptedException(ReviewReport report, Throwable cause) {
    super("the review was interrupted", report, cause);
  }
}
