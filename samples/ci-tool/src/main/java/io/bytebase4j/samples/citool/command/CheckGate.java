package io.bytebase4j.samples.citool.command;

import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;

/** What stops a change, in the words of bytebase-action. */
enum CheckGate {
  /** Nothing; the review is judged as by {@link #FAIL_ON_ERROR}, and the verdict is only told. */
  SKIP(FailOn.ERROR),
  FAIL_ON_WARNING(FailOn.WARNING),
  FAIL_ON_ERROR(FailOn.ERROR);

  private final FailOn failOn;

  CheckGate(FailOn failOn) {
    this.failOn = failOn;
  }

  ReviewPolicy policy() {
    return ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.failOn(failOn));
  }
}
