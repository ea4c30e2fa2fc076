package io.bytebase4j.gitops.rollout.internal;

import java.time.Duration;

/**
 * How a poller works.
 *
 * @param watcherThreads how many watchers may be called at once, at least 1
 * @param askingThreads how many requests of the poller itself may be under way at once, at least 1
 * @param few up to how many rollouts of a project, at least 1, are asked for one by one
 * @param refresh after which time a rollout is read itself, though lists of changes did not hold
 *     it; more than zero
 * @param keepAlive how long threads stay that have nothing to do, more than zero
 */
public record PollerSettings(
    int watcherThreads, int askingThreads, int few, Duration refresh, Duration keepAlive) {

  /** What is used unless something else is given. */
  public static final PollerSettings DEFAULT =
      new PollerSettings(4, 4, 4, Duration.ofSeconds(30), Duration.ofSeconds(10));

  /**
   * Sets how many watchers may be called at once.
   *
   * @param threads at least 1
   * @return a copy with the number
   */
  public PollerSettings withWatcherThreads(int threads) {
    return new PollerSettings(threads, askingThreads, few, refresh, keepAlive);
  }

  /**
   * Sets how long threads stay that have nothing to do.
   *
   * @param time more than zero
   * @return a copy with the time
   */
  public PollerSettings withKeepAlive(Duration time) {
    return new PollerSettings(watcherThreads, askingThreads, few, refresh, time);
  }
}
