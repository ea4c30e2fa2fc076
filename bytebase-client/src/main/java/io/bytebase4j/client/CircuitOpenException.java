package io.bytebase4j.client;

import java.time.Duration;

/**
 * The client's circuit breaker is open after many failures, so the request was not sent. Thrown
 * only where {@link BytebaseClientBuilder#circuitBreaker} is set.
 */
public final class CircuitOpenException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes the state.
   *
   * @param facts the call
   * @param openFor how long the breaker stays open after it opened
   */
  public CircuitOpenException(CallFacts facts, Duration openFor) {
    super(
        facts,
        "not sent: too many calls failed of late, and the circuit breaker lets none through for "
            + openFor
            + " after it opened",
        null);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
