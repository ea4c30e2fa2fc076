package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.CircuitBreakerPolicy;
import io.bytebase4j.client.CircuitOpenException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.client.RateLimit;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.UnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds requests back: by a rate limit, by a circuit breaker, or not at all. Thread-safe. */
final class Guards {
  /** As long as the longest call. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(Integer.MAX_VALUE);

  private final @Nullable AtomicRateLimiter limiter;
  private final @Nullable CircuitBreaker breaker;
  private final Duration openFor;
  private final Clock clock;
  private final Sleeper sleeper;

  Guards(Settings settings) {
    clock = settings.clock();
    sleeper = settings.sleeper();
    RateLimit limit = settings.rateLimit();
    limiter = limit == null ? null : limiter(limit, clock);
    CircuitBreakerPolicy policy = settings.circuitBreaker();
    breaker = policy == null ? null : breaker(policy, clock);
    openFor = policy == null ? Duration.ZERO : policy.openFor();
  }

  private static AtomicRateLimiter limiter(RateLimit limit, Clock clock) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(limit.requests())
            .limitRefreshPeriod(limit.period())
            .timeoutDuration(LONGEST_WAIT)
            .build();
    Instant start = clock.instant();
    return new AtomicRateLimiter(
        "bytebase4j", config, () -> Duration.between(start, clock.instant()).toNanos());
  }

  private static CircuitBreaker breaker(CircuitBreakerPolicy policy, Clock clock) {
    return CircuitBreaker.of(
        "bytebase4j",
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(policy.window())
            .minimumNumberOfCalls(policy.window())
            .failureRateThreshold((float) (policy.failureRate() * 100))
            .waitDurationInOpenState(policy.openFor())
            .permittedNumberOfCallsInHalfOpenState(1)
            .clock(clock)
            .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
            .build());
  }

  /**
   * Waits until a request may be sent.
   *
   * @return leave for one request, to be closed when that has ended
   * @throws BytebaseException if it may not, or not in time
   */
  Permit enter(CallLog call) {
    if (breaker != null && !breaker.tryAcquirePermission()) {
      throw call.ending(new CircuitOpenException(call.facts(), openFor));
    }
    Permit permit = new Permit(breaker, clock);
    try {
      awaitTurn(call);
      return permit;
    } catch (RuntimeException e) {
      permit.close();
      throw e;
    }
  }

  private void awaitTurn(CallLog call) {
    if (limiter == null) {
      return;
    }
    // A turn that is reserved is spent, so the wait is looked at before; the interface of rate
    // limiters does not tell it.
    if (!call.deadline().allows(Duration.ofNanos(limiter.getDetailedMetrics().getNanosToWait()))) {
      throw call.ending(call.deadlineExceeded("the client's rate limit", null));
    }
    long nanos = limiter.reservePermission();
    if (nanos < 0) {
      throw call.ending(call.deadlineExceeded("the client's rate limit", null));
    }
    if (nanos > 0) {
      sleep(Duration.ofNanos(nanos), call);
    }
  }

  private void sleep(Duration wait, CallLog call) {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      throw call.ending(call.interrupted("the client's rate limit"));
    }
  }

  /** Leave for one request. Used by one thread. */
  static final class Permit implements AutoCloseable {
    private final @Nullable CircuitBreaker breaker;
    private final Clock clock;
    private final Instant start;
    private boolean told;

    private Permit(@Nullable CircuitBreaker breaker, Clock clock) {
      this.breaker = breaker;
      this.clock = clock;
      this.start = clock.instant();
    }

    /** Tells how the request ended: with an answer, or for want of a server. */
    void ended(@Nullable BytebaseException error) {
      // That a caller's patience or time was over tells nothing of the server.
      if (breaker == null
          || error instanceof CallInterruptedException
          || error instanceof DeadlineExceededException) {
        return;
      }
      told = true;
      long nanos = Duration.between(start, clock.instant()).toNanos();
      if (error instanceof UnavailableException || error instanceof TransportException) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, error);
      } else {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      }
    }

    /** Gives the leave back, where nothing was told. */
    @Override
    public void close() {
      if (breaker != null && !told) {
        breaker.releasePermission();
      }
    }
  }
}
