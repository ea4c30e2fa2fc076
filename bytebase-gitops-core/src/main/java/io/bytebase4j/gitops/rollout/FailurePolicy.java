package io.bytebase4j.gitops.rollout;

import java.time.Duration;

/**
 * What becomes of a task that failed while its stage was run. Tasks that were failed or cancelled
 * before are always run again: that is not counted as a retry. Immutable.
 *
 * @param retries how often a failed migration is run again, 0 or more; the server goes on with the
 *     first file that is not applied
 * @param abandonedRetries how often a run that the server gave up, since the replica that ran it
 *     was gone, is run again, 0 or more; the migration itself is not at fault then
 * @param backoff the wait before the first retry, more than zero; each next wait is twice as long
 * @param skipReason why a task is skipped that still fails after its retries; empty to not skip
 */
public record FailurePolicy(
    int retries, int abandonedRetries, Duration backoff, String skipReason) {
  private static final Duration BACKOFF = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 10;
  private static final int LONGEST_REASON = 1000;

  /**
   * Checks the values.
   *
   * @param retries how often a failed migration is run again, 0 or more
   * @param abandonedRetries how often an abandoned run is run again, 0 or more
   * @param backoff the wait before the first retry, more than zero
   * @param skipReason why a task is skipped that still fails; empty to not skip
   * @throws IllegalArgumentException if one is out of its range
   */
  public FailurePolicy {
    requireNotNegative("retries", retries);
    requireNotNegative("abandonedRetries", abandonedRetries);
    if (backoff.isZero() || backoff.isNegative()) {
      throw new IllegalArgumentException("backoff is " + backoff + ": it must be more than zero");
    }
    if (!skipReason.isEmpty()) {
      requireReason(skipReason);
    }
  }

  /** The server takes no longer ones. */
  static void requireReason(String reason) {
    int length = reason.codePointCount(0, reason.length());
    if (reason.isBlank() || length > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "the reason to skip has %d characters: say why, in at most %d"
              .formatted(length, LONGEST_REASON));
    }
  }

  private static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be 0 or more");
    }
  }

  /**
   * A failed task stays failed.
   *
   * @return the policy
   */
  public static FailurePolicy stop() {
    return new FailurePolicy(0, 0, BACKOFF, "");
  }

  /**
   * A failed task is run again.
   *
   * @param times how often, 0 or more
   * @param backoff the wait before the first retry, more than zero
   * @return the policy; abandoned runs are run again as often
   */
  public static FailurePolicy retry(int times, Duration backoff) {
    return new FailurePolicy(times, times, backoff, "");
  }

  /**
   * A failed task is skipped, for good, and the stage goes on.
   *
   * @param reason why, for those who look at it later; not blank, at most 1,000 characters
   * @return the policy
   */
  public static FailurePolicy skip(String reason) {
    return stop().thenSkip(reason);
  }

  /**
   * Only runs that the server abandoned are run again.
   *
   * @param times how often, 0 or more
   * @return a copy
   */
  public FailurePolicy retryAbandoned(int times) {
    return new FailurePolicy(retries, times, backoff, skipReason);
  }

  /**
   * A task that still fails after its retries is skipped, for good, and the stage goes on.
   *
   * @param reason why, for those who look at it later; not blank, at most 1,000 characters
   * @return a copy
   */
  public FailurePolicy thenSkip(String reason) {
    requireReason(reason);
    return new FailurePolicy(retries, abandonedRetries, backoff, reason);
  }

  boolean skips() {
    return !skipReason.isEmpty();
  }

  /** How often a task may be run again after failures of a kind. */
  int retriesAfter(TaskFailure.Kind kind) {
    return switch (kind) {
      case MIGRATION -> retries;
      case ABANDONED -> abandonedRetries;
      case CANCELED -> 0;
    };
  }

  Duration backoff(int attempt) {
    return backoff.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
  }
}
