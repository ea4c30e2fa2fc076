package io.bytebase4j.client.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The system's time when it was made, and from then on time that goes on steadily: deadlines do not
 * move when somebody sets the system's clock.
 */
public final class SteadyClock extends Clock {
  private final Instant start = Instant.now();
  private final long origin = System.nanoTime();

  /** Begins with the system's time. */
  public SteadyClock() {}

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - origin);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
