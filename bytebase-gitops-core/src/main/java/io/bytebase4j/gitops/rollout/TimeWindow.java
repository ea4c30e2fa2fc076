package io.bytebase4j.gitops.rollout;

import java.time.Instant;

/**
 * When tasks may begin. Before it the server holds their runs back by itself, as {@code runTime};
 * after it none is started any more, and those that wait for their turn at the server are
 * cancelled, if somebody still waits for the stage then. A run that has begun is not ended by it.
 *
 * @param from the first moment
 * @param until the moment after the last; later than {@code from}
 */
public record TimeWindow(Instant from, Instant until) {
  /**
   * Checks the moments.
   *
   * @param from the first moment
   * @param until the moment after the last
   * @throws IllegalArgumentException if it ends before it begins
   */
  public TimeWindow {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException(
          "the time window ends at " + until + ", which is not after its beginning, " + from);
    }
  }

  /**
   * A window that has begun already.
   *
   * @param end the moment after the last
   * @return the window
   */
  public static TimeWindow until(Instant end) {
    return new TimeWindow(Instant.MIN, end);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }
}
