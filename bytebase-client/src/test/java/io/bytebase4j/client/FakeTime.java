package io.bytebase4j.client;

import io.bytebase4j.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that moves when it is told to, and when somebody sleeps by it. */
final class FakeTime extends ManualClock implements Sleeper {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Duration> slept = new CopyOnWriteArrayList<>();

  FakeTime() {
    super(START);
  }

  List<Duration> slept() {
    return slept;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    slept.add(duration);
    pass(duration);
  }
}
