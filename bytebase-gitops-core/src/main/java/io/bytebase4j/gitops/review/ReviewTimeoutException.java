package io.bytebase4j.gitops.review;

import java.time.Duration;

/** The time for a review was over before all targets were through. */
public final class ReviewTimeoutException extends ReviewEndedException {
  private static final long serialVersionUID = 1L;

  ReviewTimeoutException(Duration timeout, ReviewReport report) {
    super(
        "the review's time of " + timeout + " is over; give it more with withTimeout",
        report,
        null);
  }
}
