package io.bytebase4j.client;

import java.time.Duration;

/** How long a time-out may be: what OkHttp can count in milliseconds of 32 bits is 24 days. */
final class TimeoutRule {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private TimeoutRule() {}

  /**
   * Requires a time-out that can be kept.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  static Duration require(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ": it must be more than zero, from 1 ms to 24 days");
    }
    return value;
  }
}
