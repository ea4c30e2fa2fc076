package io.bytebase4j.client;

import java.time.Duration;

/**
 * The most requests that a client sends in a period; further ones wait for the next. Attempts and
 * sign-ins count.
 *
 * @param requests at least 1
 * @param period more than zero, at most a day
 */
public record RateLimit(int requests, Duration period) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks the values.
   *
   * @param requests the most requests
   * @param period in this time
   * @throws IllegalArgumentException if one is out of its range
   */
  public RateLimit {
    if (requests < 1) {
      throw new IllegalArgumentException("requests is " + requests + ": it must be at least 1");
    }
    if (period.isZero() || period.isNegative() || period.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "period is " + period + ": it must be more than zero, and at most " + LONGEST);
    }
  }
}
