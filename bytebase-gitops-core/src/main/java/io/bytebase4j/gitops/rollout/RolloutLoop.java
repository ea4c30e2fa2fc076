package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a rollout again and again, on the caller's thread. Thread-safe. */
final class RolloutLoop {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutLoop.class);

  private final RolloutCalls server;
  private final Sleeper sleeper;

  RolloutLoop(RolloutCalls server, Sleeper sleeper) {
    this.server = server;
    this.sleeper = sleeper;
  }

  /** Looks until the step wants no more. An interrupt is kept in the thread's flag. */
  void run(String rollout, RolloutStep step) {
    boolean interrupted = false;
    try {
      @Nullable Duration wait = Duration.ZERO;
      while (wait != null) {
        try {
          if (!wait.isZero() && !wait.isNegative()) {
            sleeper.sleep(wait);
          }
          wait = look(rollout, step);
        } catch (InterruptedException | CallInterruptedException e) {
          // The flag is lowered, so that what the step does now can reach the server.
          interrupted = true;
          Thread.interrupted();
          step.interrupted(e);
          wait = Duration.ZERO;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private @Nullable Duration look(String rollout, RolloutStep step) {
    RolloutData seen;
    try {
      seen = step.wakes() ? wake(rollout) : server.get(rollout);
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      return step.failed(e);
    }
    return step.seen(seen);
  }

  private RolloutData wake(String rollout) {
    try {
      return server.wake(rollout);
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      LOG.debug("{} is looked at without waking the server", rollout, e);
      return server.get(rollout);
    }
  }
}
