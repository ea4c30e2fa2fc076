package io.bytebase4j.gitops.common.internal.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The waits between the tries of one call: 1, 2, 4, 8 seconds, each up to half shorter. */
final class Backoff {
  private static final int MOST_TRIES = 5;
  private static final long FIRST_MILLIS = 1000;

  private int tries;

  /** How often it was tried. */
  int tries() {
    return tries;
  }

  /**
   * Counts a try that failed.
   *
   * @param asked how long the platform asks to wait
   * @return how long to wait; null if it was the last
   */
  @Nullable Duration afterTry(@Nullable Duration asked) {
    tries++;
    if (tries >= MOST_TRIES) {
      return null;
    }
    long longest = FIRST_MILLIS << (tries - 1);
    Duration wait =
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }
}
