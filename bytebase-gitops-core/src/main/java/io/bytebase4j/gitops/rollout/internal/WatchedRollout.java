package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rollout that is watched, and what is known of it. Guarded by the lock of its project. */
final class WatchedRollout {
  final String name;
  final List<Waiter> waiters = new ArrayList<>();

  private @Nullable RolloutData data;

  /** When that was asked for, or asked for whether it changed, in the project's steps. */
  private long asOf;

  /** The last time it was read itself; in steps and by the clock. */
  private long readAsOf;

  private Instant readAt = Instant.MIN;

  /** The last step at which we changed it. */
  private long changedAt;

  /** Up to when, by the server's clock, its changes are known; a bit less rather than more. */
  private @Nullable Instant knownUntil;

  WatchedRollout(String name) {
    this.name = name;
  }

  /** It was read. */
  void read(RolloutData read, Ask ask, Instant serverTime) {
    if (ask.step() <= asOf) {
      return;
    }
    // The same object for the same state: it is kept for each watcher.
    data = read.equals(data) ? data : read;
    readAsOf = ask.step();
    readAt = ask.at();
    unchanged(ask, serverTime);
  }

  /** It stands as it did, at a time that is not after the begin of the request. */
  void unchanged(Ask ask, Instant serverTime) {
    if (ask.step() > asOf) {
      asOf = ask.step();
      knownUntil = serverTime;
    }
  }

  /**
   * A list of all that changed since a time did not hold it.
   *
   * @param since by the server's clock
   */
  void notAmongChanges(Ask ask, Instant since, Instant serverTime) {
    if (isCertain() && knownUntil != null && !knownUntil.isBefore(since)) {
      unchanged(ask, serverTime);
    }
  }

  /** We changed it, or may have. */
  void changed(long step) {
    changedAt = step;
    waiters.forEach(waiter -> waiter.wantsNewerThan(step));
  }

  /** Whether it was read after the last change of ours: lists of changes tell how it goes on. */
  boolean isCertain() {
    return data != null && readAsOf > changedAt;
  }

  /**
   * Whether it was long not read itself. It has to be every now and then, since lists of changes do
   * not hold rollouts of which a task was skipped.
   */
  boolean isStale(Instant now, Duration refresh) {
    return now.isBefore(readAt) || !now.isBefore(readAt.plus(refresh));
  }

  @Nullable RolloutData data() {
    return data;
  }

  long asOf() {
    return asOf;
  }

  @Nullable Instant knownUntil() {
    return knownUntil;
  }

  boolean isAskedFor() {
    return waiters.stream().anyMatch(waiter -> waiter.state == Waiter.State.ASKED);
  }
}
