package io.bytebase4j.gitops.review;

/** Hears how a review goes on. Called on the thread that called the review, one call at a time. */
@FunctionalInterface
public interface ReviewListener {
  /** Hears nothing. */
  ReviewListener NONE = progress -> {};

  /**
   * The review of a target came to its end, whatever the outcome.
   *
   * @param progress which target, and how many are left
   */
  void targetReviewed(ReviewProgress progress);
}
