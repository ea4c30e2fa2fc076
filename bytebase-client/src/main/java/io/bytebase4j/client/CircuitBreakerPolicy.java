package io.bytebase4j.client;

import java.time.Duration;

/**
 * When a client stops asking a server that keeps failing. Of the last {@code window} requests,
 * {@code failureRate} or more must have failed for want of a server: no connection, no answer, HTTP
 * 502, 503 or 504. Other errors are answers, and count as success. Once the breaker is open,
 * requests fail with {@link CircuitOpenException} until {@code openFor} is over; then one is let
 * through, and its end decides.
 *
 * @param window how many requests are looked at, and the fewest to decide on; at least 1
 * @param failureRate more than 0, at most 1
 * @param openFor more than zero
 */
public record CircuitBreakerPolicy(int window, double failureRate, Duration openFor) {
  /**
   * Checks the values.
   *
   * @param window how many requests are looked at
   * @param failureRate the share of failures that opens it
   * @param openFor how long it stays open
   * @throws IllegalArgumentException if one is out of its range
   */
  public CircuitBreakerPolicy {
    if (window < 1) {
      throw new IllegalArgumentException("window is " + window + ": it must be at least 1");
    }
    if (!(failureRate > 0 && failureRate <= 1)) {
      throw new IllegalArgumentException(
          "failureRate is " + failureRate + ": it must be more than 0, and at most 1");
    }
    if (openFor.isZero() || openFor.isNegative()) {
      throw new IllegalArgumentException("openFor is " + openFor + ": it must be more than zero");
    }
  }
}
