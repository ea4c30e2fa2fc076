package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One who looks at a rollout again and again. Its methods are called on threads of the poller,
 * never two at once; they may call the server.
 */
public interface Watcher {
  /**
   * Takes a look in that was asked for after the last call to this watcher had returned. It may
   * come earlier than was asked for, if the rollout changed.
   *
   * @param rollout how the rollout stood
   * @return how long to wait until the next look, zero or more; null if no other is wanted
   */
  @Nullable Duration seen(RolloutData rollout);

  /**
   * Takes in that a look failed.
   *
   * @param fault why
   * @return as {@link #seen} does
   */
  @Nullable Duration failed(RuntimeException fault);

  /**
   * Whether the next look should make the server look, too, for runs that it can start. It is asked
   * after each call that wants another look. Where many wait at once, one of them does it for all.
   *
   * @return see {@link io.bytebase4j.gitops.internal.RolloutCalls#wake}
   */
  default boolean wakes() {
    return false;
  }

  /**
   * Hears that no other call will come, though the watcher did not say so: the poller was closed,
   * or a method of this watcher threw. It must not throw. A watch that was cancelled is not told.
   *
   * @param why {@link PollerClosedException}, or what was thrown
   */
  void ended(Throwable why);
}
