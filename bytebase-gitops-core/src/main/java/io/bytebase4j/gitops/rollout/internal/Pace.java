package io.bytebase4j.gitops.rollout.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How often a crowd is asked for. Not thread-safe. */
final class Pace {
  private static final Duration LEAST_PAUSE = Duration.ofMillis(250);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(5);

  /** Less often than that, changes need not be listed before the time of some has come. */
  private static final Duration FOLLOW = Duration.ofSeconds(1);

  private Instant last = Instant.EPOCH;
  private Duration pause = LEAST_PAUSE;
  private Instant followAt = Instant.EPOCH;

  /** A round begins. */
  void begins(Instant now) {
    last = now;
    pause = LEAST_PAUSE;
  }

  /** The list of a round ends. As long as it took, the server is left alone. */
  void ends(Instant now, Duration took) {
    last = now;
    pause = took.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : took;
    pause = pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause;
  }

  /**
   * When the next round is to begin: when those whose time has come have waited for others a
   * little; or when it is time to see what changed, which serves all with one request.
   *
   * @param waiters who is to be served, at least one
   */
  Instant next(List<Waiter> waiters, Instant now) {
    Instant start = Instant.MAX;
    Duration follow = waiters.get(0).slack();
    for (Waiter waiter : waiters) {
      start = earlier(start, waiter.latest());
      follow = waiter.slack().compareTo(follow) < 0 ? waiter.slack() : follow;
    }
    // The clock may have been set back.
    Instant before = earlier(last, now);
    followAt = before.plus(follow.compareTo(FOLLOW) < 0 ? FOLLOW : follow);
    start = earlier(start, followAt);
    Instant allowed = before.plus(pause);
    return start.isBefore(allowed) ? allowed : start;
  }

  /** Whether it is time to see what changed. */
  boolean isTimeToFollow(Instant now) {
    return !now.isBefore(followAt);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
