package io.bytebase4j.gitops.report;

import io.bytebase4j.client.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody sleeps, and then at once. Used by one thread. */
public final class FakeTime extends Clock implements Sleeper {
  private Instant now = Instant.parse("2026-11-24T08:30:00Z");
  private final List<Duration> sleeps = new ArrayList<>();

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    sleeps.add(duration);
    now = now.plus(duration);
  }

  /** How long each sleep was. */
  public List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
