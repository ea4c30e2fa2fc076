package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import io.bytebase4j.gitops.rollout.internal.PollerClosedException;
import io.bytebase4j.gitops.rollout.internal.RolloutPoller;
import io.bytebase4j.gitops.rollout.internal.Watch;
import io.bytebase4j.gitops.rollout.internal.Watcher;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A step that the poller drives, and whose end is a future. */
final class WatchedStep<T> implements Watcher {
  private final String rollout;
  private final RolloutStep step;
  private final Supplier<T> result;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private boolean stopped;

  private WatchedStep(String rollout, RolloutStep step, Supplier<T> result) {
    this.rollout = rollout;
    this.step = step;
    this.result = result;
  }

  /**
   * Begins a wait.
   *
   * @return its end; cancelling it ends the wait as an interrupt would, in the background
   */
  static <T> CompletableFuture<T> begin(
      RolloutPoller poller, String rollout, RolloutStep step, Supplier<T> result) {
    WatchedStep<T> watched = new WatchedStep<>(rollout, step, result);
    Watch watch = poller.watch(rollout, Duration.ZERO, watched);
    watched.future.whenComplete((end, fault) -> watch.hurry());
    return watched.future;
  }

  @Override
  public @Nullable Duration seen(RolloutData rollout) {
    return guarded(() -> stopIfEnded() ? Duration.ZERO : step.seen(rollout));
  }

  @Override
  public @Nullable Duration failed(RuntimeException fault) {
    return guarded(
        () -> {
          if (fault instanceof BytebaseException passing) {
            return stopIfEnded() ? Duration.ZERO : step.failed(passing);
          }
          throw fault;
        });
  }

  /** Lets the step end what it began, once: the future was ended by somebody else. */
  private boolean stopIfEnded() {
    if (stopped || !future.isDone()) {
      return false;
    }
    stopped = true;
    step.interrupted(new CancellationException("the future was ended"));
    return true;
  }

  private @Nullable Duration guarded(Supplier<@Nullable Duration> look) {
    try {
      Duration wait = look.get();
      if (wait == null) {
        future.complete(result.get());
      }
      return wait;
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
      return null;
    }
  }

  @Override
  public boolean wakes() {
    return step.wakes();
  }

  @Override
  public void ended(Throwable why) {
    future.completeExceptionally(
        why instanceof PollerClosedException ? new RolloutsClosedException(rollout) : why);
  }
}
