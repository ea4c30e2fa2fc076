package io.bytebase4j.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it, for whatever takes a {@link Clock}: a {@link
 * LocalBytebase}, the client, a wait. Thread-safe.
 */
public class ManualClock extends Clock {
  private final AtomicReference<Instant> now;

  /**
   * Begins at a time.
   *
   * @param start what it shows at first
   */
  public ManualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /**
   * Moves it.
   *
   * @param time by how much; negative moves it back
   */
  public final void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /**
   * What it shows.
   *
   * @return the start and all that has passed
   */
  @Override
  public Instant instant() {
    return now.get();
  }

  /**
   * Its zone, which no instant depends on.
   *
   * @return UTC
   */
  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /**
   * Itself: it shows instants only.
   *
   * @param zone not looked at
   * @return this clock
   */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
