package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.time.Instant;

/** What answers told of the server's clock and of the size of rollouts. Not thread-safe. */
final class ProjectFacts {
  private static final int MOST_A_PAGE = 1000;
  private static final int LEAST_A_PAGE = 10;
  private static final int FIRST_PAGE = 100;

  /** About 10 MB of JSON. */
  private static final long TASKS_A_PAGE = 20_000;

  private Instant newest = Instant.EPOCH;
  private Instant newestHeardAt = Instant.MAX;
  private long rollouts;
  private long tasks;

  void note(RolloutData read, Instant now) {
    note(read.updateTime(), now);
    note(1, read.stages().stream().mapToLong(stage -> stage.tasks().size()).sum());
  }

  void note(Listing listing, Instant now) {
    if (listing.newest() != null) {
      note(listing.newest(), now);
    }
    note(listing.listed(), listing.tasks());
  }

  private void note(Instant updateTime, Instant now) {
    if (newestHeardAt.equals(Instant.MAX) || updateTime.isAfter(newest)) {
      newest = updateTime;
      newestHeardAt = now;
    }
  }

  private void note(long rolloutsMore, long tasksMore) {
    rollouts += rolloutsMore;
    tasks += tasksMore;
  }

  /**
   * A time by the server's clock that is not after a time by ours. The newest change that was heard
   * of tells it, since the two clocks may differ.
   */
  Instant serverTime(Instant at) {
    return newest.plus(Duration.between(newestHeardAt, at));
  }

  /** How many rollouts to ask for at once: as many as the server gives, unless they are large. */
  int pageSize() {
    if (rollouts == 0) {
      return FIRST_PAGE;
    }
    long fitting = TASKS_A_PAGE * rollouts / Math.max(tasks, 1);
    return (int) Math.max(LEAST_A_PAGE, Math.min(MOST_A_PAGE, fitting));
  }
}
