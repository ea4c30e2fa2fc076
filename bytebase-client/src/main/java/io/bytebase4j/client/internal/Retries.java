package io.bytebase4j.client.internal;

import io.bytebase4j.client.RetryPolicy;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts and measures waits by a policy. Thread-safe.
 *
 * <p>Resilience4j's retry is asked through its asynchronous context, which only tells how long to
 * wait: its own sleeping is one function for the whole JVM, knows no deadline and turns a last
 * result into success.
 */
final class Retries {
  private final Retry retry;

  Retries(RetryPolicy policy) {
    IntervalFunction waits =
        policy.jitter() == 0
            ? IntervalFunction.ofExponentialBackoff(
                policy.initialDelay(), policy.multiplier(), policy.maxDelay())
            : IntervalFunction.ofExponentialRandomBackoff(
                policy.initialDelay(), policy.multiplier(), policy.jitter(), policy.maxDelay());
    retry =
        Retry.of(
            "bytebase4j",
            RetryConfig.custom()
                .maxAttempts(policy.maxAttempts())
                .intervalFunction(waits)
                .retryOnException(failure -> true)
                .build());
  }

  /** Begins to count, for one call. */
  Count count() {
    return new Count(retry.asyncContext());
  }

  /** Counts the attempts of one call. Used by one thread. */
  static final class Count {
    private final Retry.AsyncContext<Object> context;

    private Count(Retry.AsyncContext<Object> context) {
      this.context = context;
    }

    /** The wait after a failed attempt; null if it was the last. */
    @Nullable Duration waitAfter(Failed failed) {
      long millis = context.onError(failed.error());
      if (millis < 0) {
        return null;
      }
      Duration wait = Duration.ofMillis(millis);
      Duration asked = failed.retryAfter();
      return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }
  }
}
