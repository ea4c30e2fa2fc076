package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is done at each look at a rollout. Used by one thread at a time. */
interface RolloutStep {
  /**
   * Takes a look in. What it throws ends the wait.
   *
   * @return how long to wait until the next look; null if no other is wanted
   */
  @Nullable Duration seen(RolloutData rollout);

  /**
   * Takes in that a look failed. What it throws ends the wait.
   *
   * @return how long to wait until the next look
   */
  Duration failed(BytebaseException fault);

  /**
   * Whether the next look should make the server look, too, for runs that it can start.
   *
   * @return see {@link io.bytebase4j.gitops.internal.RolloutCalls#wake}
   */
  boolean wakes();

  /**
   * The one who waits is to stop. What it throws ends the wait; if it throws nothing, the looks go
   * on until this step has brought things to an end.
   */
  void interrupted(Exception cause);
}
