package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CircuitBreakerPolicy;
import io.bytebase4j.client.CircuitOpenException;
import io.bytebase4j.client.RateLimit;
import io.bytebase4j.client.Sleeper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds requests back: by a rate limit, by a circuit breaker, or not at all. Thread-safe. */
final class Guards {
  private final @Nullable RateLimiter limiter;
  private final @Nullable CircuitBreaker breaker;
  private final Duration openFor;
  private final Clock clock;
  private final Sleeper sleeper;

  Guards(Settings settings) {
    clock = settings.clock();
    sleeper = settings.sleeper();
    RateLimit limit = settings.rateLimit();
    limiter = limit == null ? null : limiter(limit, settings.times().call(), clock);
    CircuitBreakerPolicy policy = settings.circuitBreaker();
    breaker = policy == null ? null : breaker(policy, clock);
    openFor = policy == null ? Duration.ZERO : policy.openFor();
  }

  private static RateLimiter limiter(RateLimit limit, Duration longestWait, Clock clock) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(limit.requests())
            .limitRefreshPeriod(limit.period())
            .timeoutDuration(longestWait)
            .build();
    Instant start = clock.instant();
    return RateLimiter.of(
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
   * Waits until a request may be sent. Each return is to be followed by one of the other methods.
   *
   * @throws BytebaseException if it may not, or not in time
   */
  void enter(CallLog call) {
    if (limiter != null) {
      long nanos = limiter.reservePermission();
      Duration wait = Duration.ofNanos(nanos);
      if (nanos < 0 || !(nanos == 0 || call.deadline().allows(wait))) {
        throw call.ending(call.deadlineExceeded("the client's rate limit", null));
      }
      if (nanos > 0) {
        sleep(wait, call);
      }
    }
    if (breaker != null && !breaker.tryAcquirePermission()) {
      throw call.ending(new CircuitOpenException(call.facts(), openFor));
    }
  }

  private void sleep(Duration wait, CallLog call) {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      throw call.ending(call.interrupted("the client's rate limit"));
    }
  }

  /** The server answered, whatever it said. */
  void answered(Duration elapsed) {
    if (breaker != null) {
      breaker.onSuccess(elapsed.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** There is no server, or one that is out of order. */
  void failed(Duration elapsed, BytebaseException error) {
    if (breaker != null) {
      breaker.onError(elapsed.toNanos(), TimeUnit.NANOSECONDS, error);
    }
  }

  /** The request ended for a reason that tells nothing of the server. */
  void abandoned() {
    if (breaker != null) {
      breaker.releasePermission();
    }
  }
}
