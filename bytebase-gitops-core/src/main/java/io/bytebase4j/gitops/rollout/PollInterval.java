package io.bytebase4j.gitops.rollout;

import java.time.Duration;

/** How long to wait between two looks: short at first and after a change, then ever longer. */
final class PollInterval {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration next = SHORTEST;

  Duration next() {
    Duration now = next;
    Duration longer = now.multipliedBy(3).dividedBy(2);
    next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    return now;
  }

  void reset() {
    next = SHORTEST;
  }
}
