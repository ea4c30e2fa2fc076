package io.bytebase4j.gitops.common.internal.http;

import io.bytebase4j.client.Sleeper;
import java.time.Clock;
import java.time.Duration;

/**
 * How long a way to a platform may take, and by whose time.
 *
 * @param timeout the longest time with all calls and waits
 * @param clock tells the time
 * @param sleeper passes the time between tries
 */
public record Pace(Duration timeout, Clock clock, Sleeper sleeper) {
  private static final Duration STANDARD = Duration.ofSeconds(60);

  /** 60 seconds of the system's time. */
  public static Pace standard() {
    return new Pace(STANDARD, Clock.systemUTC(), Sleeper.SYSTEM);
  }

  /** The same time, for longer or shorter. */
  public Pace withTimeout(Duration most) {
    return new Pace(most, clock, sleeper);
  }

  /** As long, by another time. */
  public Pace withTime(Clock otherClock, Sleeper otherSleeper) {
    return new Pace(timeout, otherClock, otherSleeper);
  }

  /** Builds a client that keeps to it. */
  public PlatformHttp build(PlatformHttp.Builder http) {
    return http.deadline(timeout).time(clock, sleeper).build();
  }
}
