package io.bytebase4j.client.micrometer;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.ClientListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what a client does, in a registry of the caller's. Thread-safe. Meters:
 *
 * <ul>
 *   <li>timer {@code bytebase.client.calls}, tags {@code operation} and {@code outcome}: whole
 *       calls, retries included
 *   <li>timer {@code bytebase.client.attempts}, tags {@code operation} and {@code status}: single
 *       requests
 *   <li>counter {@code bytebase.client.retries}, tag {@code operation}
 *   <li>counter {@code bytebase.client.renewals}, tag {@code outcome}: access tokens got
 * </ul>
 *
 * <p>An outcome is {@code SUCCESS} or the simple name of the exception; a status is the HTTP
 * status, or {@code NONE} where there was no answer.
 */
public final class MicrometerListener implements ClientListener {
  private static final String OPERATION = "operation";
  private static final String OUTCOME = "outcome";

  private final MeterRegistry registry;

  /**
   * Records into a registry.
   *
   * @param registry the registry
   */
  public MicrometerListener(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onEvent(ClientEvent event) {
    if (event instanceof ClientEvent.CallEnded call) {
      registry
          .timer(
              "bytebase.client.calls",
              OPERATION,
              call.facts().operation(),
              OUTCOME,
              outcome(call.error()))
          .record(call.facts().elapsed());
    } else if (event instanceof ClientEvent.AttemptEnded attempt) {
      registry
          .timer(
              "bytebase.client.attempts",
              OPERATION,
              attempt.operation(),
              "status",
              attempt.status() == null ? "NONE" : attempt.status().toString())
          .record(attempt.elapsed());
    } else if (event instanceof ClientEvent.RetryScheduled retry) {
      registry.counter("bytebase.client.retries", OPERATION, retry.operation()).increment();
    } else if (event instanceof ClientEvent.TokenRenewed renewal) {
      registry.counter("bytebase.client.renewals", OUTCOME, outcome(renewal.error())).increment();
    }
  }

  private static String outcome(@Nullable BytebaseException error) {
    return error == null ? "SUCCESS" : error.getClass().getSimpleName();
  }
}
