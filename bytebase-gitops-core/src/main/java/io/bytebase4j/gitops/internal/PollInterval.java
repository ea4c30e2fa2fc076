package io.bytebase4j.gitops.internal;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How long to wait between two looks: short at first and after a change, then ever longer, and each
 * time a bit more or less than that, so that many who began at the same time do not all look at the
 * same times. Not thread-safe.
 */
public final class PollInterval {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** By how much a wait may differ, as a part of it. */
  private static final double JITTER = 0.15;

  private final RandomGenerator random;
  private Duration next = SHORTEST;

  /** Begins with the shortest. */
  public PollInterval() {
    this(new SplittableRandom());
  }

  /**
   * Begins with the shortest.
   *
   * @param random by which the waits differ
   */
  public PollInterval(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The next wait.
   *
   * @return from about 200 ms to about 5 s
   */
  public Duration next() {
    Duration now = next;
    Duration longer = now.multipliedBy(3).dividedBy(2);
    next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofNanos(Math.round(now.toNanos() * factor));
  }

  /** Begins again with the shortest. */
  public void reset() {
    next = SHORTEST;
  }
}
