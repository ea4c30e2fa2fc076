package io.bytebase4j.client.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time that a call has, sign-in and retries included. Immutable. */
record Deadline(Clock clock, Instant start, Duration timeout) {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  static Deadline in(Duration timeout, Clock clock) {
    return new Deadline(clock, clock.instant(), timeout);
  }

  Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  /** Negative once it has passed. */
  Duration remaining() {
    return timeout.minus(elapsed());
  }

  /** For a call that is made for this one: what is left, or so little that it ends at once. */
  Duration remainingAtLeast1Ms() {
    Duration left = remaining();
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }

  boolean hasPassed() {
    return isNone(remaining());
  }

  boolean allows(Duration wait) {
    return wait.compareTo(remaining()) < 0;
  }

  static boolean isNone(Duration duration) {
    return duration.isZero() || duration.isNegative();
  }
}
