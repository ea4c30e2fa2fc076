package io.bytebase4j.gitops.rollout.approval;

import java.time.Duration;

/** Checks times. */
final class Times {
  private Times() {}

  static void requirePositive(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout is " + timeout + ": it must be more than zero");
    }
  }
}
