package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One watch of a rollout. Guarded by the lock of its project. */
final class Waiter {
  enum State {
    /** For its time, or for a change. */
    WAITING,
    /** Its time has come, and the server is asked. */
    ASKED,
    /** Its watcher is called, or will be as soon as a thread is free. */
    CALLED,
    ENDED
  }

  final WatchedRollout rollout;
  final Watcher watcher;
  State state = State.WAITING;
  Instant due;

  /** Whether its watcher is being called; false while that waits for a thread. */
  boolean inCall;

  /** Why it ends, if need be after the call that is under way; null if it goes on. */
  @Nullable Throwable endsFor;

  /** Whether it is to look again at once after the call that is under way. */
  boolean hurried;

  /** Whether the next look is to wake the server. */
  boolean wakes;

  /** The last look that its watcher took in. */
  @Nullable RolloutData lastSeen;

  /** When its last call returned, in the order of the project's steps. */
  private long freeSince;

  private Duration wait;

  Waiter(WatchedRollout rollout, Watcher watcher, Duration firstWait, Instant now, long step) {
    this.rollout = rollout;
    this.watcher = watcher;
    this.wait = atLeastZero(firstWait);
    this.due = now.plus(wait);
    this.freeSince = step;
  }

  private static Duration atLeastZero(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** Waits again. */
  void free(Duration wait, Instant now, long step) {
    this.wait = hurried ? Duration.ZERO : atLeastZero(wait);
    hurried = false;
    due = now.plus(this.wait);
    freeSince = step;
    state = State.WAITING;
  }

  /** Its time has come, whatever it asked for. */
  void hurry(Instant now) {
    wait = Duration.ZERO;
    due = now;
  }

  /** What was asked for until now is out of date. */
  void wantsNewerThan(long step) {
    freeSince = step;
  }

  /** Whether an answer that was asked for at a step is no older than its watcher's last call. */
  boolean mayTake(long askedAt) {
    return freeSince < askedAt;
  }

  /** Whether its time has come. Somebody may have set the clock back: no wait gets longer by it. */
  boolean isDue(Instant now) {
    if (due.isAfter(now.plus(wait))) {
      due = now.plus(wait);
    }
    return !due.isAfter(now);
  }

  /** Until when its look may be put off so that it can be taken together with others. */
  Instant latest() {
    return due.plus(within(slack(), Slack.LEAST, Slack.MOST));
  }

  /** What is not noticeable beside the time that it waits. */
  Duration slack() {
    return wait.dividedBy(5);
  }

  private static Duration within(Duration time, Duration least, Duration most) {
    if (time.compareTo(least) < 0) {
      return least;
    }
    return time.compareTo(most) > 0 ? most : time;
  }

  private static final class Slack {
    static final Duration LEAST = Duration.ofMillis(50);
    static final Duration MOST = Duration.ofSeconds(1);
  }
}
