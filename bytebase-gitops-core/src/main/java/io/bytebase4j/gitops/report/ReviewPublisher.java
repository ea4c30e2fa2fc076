package io.bytebase4j.gitops.report;

/**
 * Brings a review to one place on a CI platform. Publishing the same key again replaces what was
 * there. Thread-safe.
 */
public interface ReviewPublisher {

  /**
   * What people call the place.
   *
   * @return for example {@code Bitbucket report}
   */
  String sink();

  /**
   * Publishes a review. Faults of the platform come back as a {@link Publication}, not as an
   * exception: a report that can't be shown must not hide the verdict.
   *
   * @param review the review
   * @return how it ended
   */
  Publication publish(ReportedReview review);
}
