package io.bytebase4j.client;

import java.time.Duration;

/**
 * How often, and with what waits in between, a client sends a request that failed for a reason that
 * may pass. Which requests may be sent again at all depends on their operation, see {@link
 * io.bytebase4j.client.rest.OperationClass}. Immutable.
 *
 * <p>The wait grows from {@code initialDelay} by {@code multiplier} to {@code maxDelay}, each time
 * shifted at random by at most {@code jitter} of itself. A server's {@code Retry-After} lengthens
 * it. A wait that would end after the call's deadline is not begun: the call fails at once.
 *
 * @param maxAttempts the most attempts, the first included; at least 1
 * @param initialDelay the first wait; at least 1 ms
 * @param maxDelay the longest wait, not less than the first
 * @param multiplier by which each wait is longer than the one before; at least 1
 * @param jitter from 0 (none) to less than 1
 */
public record RetryPolicy(
    int maxAttempts, Duration initialDelay, Duration maxDelay, double multiplier, double jitter) {
  /**
   * Checks the values against each other.
   *
   * @param maxAttempts the most attempts
   * @param initialDelay the first wait
   * @param maxDelay the longest wait
   * @param multiplier by which waits grow
   * @param jitter the share of a wait by which it is shifted
   * @throws IllegalArgumentException if one is out of its range
   */
  public RetryPolicy {
    require(maxAttempts >= 1, "maxAttempts", maxAttempts, "at least 1");
    require(initialDelay.toMillis() >= 1, "initialDelay", initialDelay, "at least 1 ms");
    require(
        maxDelay.compareTo(initialDelay) >= 0,
        "maxDelay",
        maxDelay,
        "at least initialDelay, which is " + initialDelay);
    require(multiplier >= 1 && multiplier <= 100, "multiplier", multiplier, "from 1 to 100");
    require(jitter >= 0 && jitter < 1, "jitter", jitter, "0 or more, and less than 1");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be " + expected);
    }
  }

  /**
   * What a client does unless told otherwise: up to 6 attempts, waiting 0.5 s at first and then
   * twice as long each time, half up or down, at most 15 s.
   *
   * @return the policy
   */
  public static RetryPolicy standard() {
    return new RetryPolicy(6, Duration.ofMillis(500), Duration.ofSeconds(15), 2.0, 0.5);
  }

  /**
   * Sends nothing again. A refused access token is still renewed once.
   *
   * @return the policy
   */
  public static RetryPolicy none() {
    return standard().withMaxAttempts(1);
  }

  /**
   * The same with another number of attempts.
   *
   * @param attempts the first included; at least 1
   * @return the policy
   */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(attempts, initialDelay, maxDelay, multiplier, jitter);
  }

  /**
   * The same with other waits.
   *
   * @param initial the first wait; at least 1 ms
   * @param max the longest wait, not less than the first
   * @return the policy
   */
  public RetryPolicy withDelays(Duration initial, Duration max) {
    return new RetryPolicy(maxAttempts, initial, max, multiplier, jitter);
  }
}
