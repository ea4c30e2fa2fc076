package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls watchers. Guarded by the lock of their project, but for the calls themselves. */
final class WatcherCalls {
  private final PollerContext context;
  private final ProjectLooks looks;

  WatcherCalls(PollerContext context, ProjectLooks looks) {
    this.context = context;
    this.looks = looks;
  }

  /** Tells what was asked for at a step. */
  void seen(Waiter waiter, RolloutData data, long step) {
    submit(
        waiter,
        step,
        () -> {
          // Also if it throws: it has been told.
          waiter.lastSeen = data;
          return waiter.watcher.seen(data);
        });
  }

  /** Tells that what was asked for at a step failed. */
  void failed(Waiter waiter, RuntimeException fault, long step) {
    submit(waiter, step, () -> waiter.watcher.failed(fault));
  }

  private void submit(Waiter waiter, long step, Supplier<@Nullable Duration> method) {
    waiter.state = Waiter.State.CALLED;
    context
        .callers()
        .execute(
            () -> {
              if (begins(waiter, step)) {
                call(waiter, method);
              }
            });
  }

  private boolean begins(Waiter waiter, long step) {
    synchronized (looks) {
      // While there was no thread for it, it may have been cancelled, or its rollout changed by us.
      if (waiter.state == Waiter.State.CALLED && !waiter.mayTake(step)) {
        waiter.state = Waiter.State.WAITING;
        looks.hurry(waiter);
      }
      waiter.inCall = waiter.state == Waiter.State.CALLED;
      return waiter.inCall;
    }
  }

  private void call(Waiter waiter, Supplier<@Nullable Duration> method) {
    Duration wait = null;
    boolean wakes = false;
    Throwable why = null;
    try {
      wait = method.get();
      wakes = wait != null && waiter.watcher.wakes();
    } catch (RuntimeException | Error e) {
      why = e;
    }
    synchronized (looks) {
      waiter.inCall = false;
      if (waiter.state == Waiter.State.ENDED) {
        return;
      }
      if (why == null && wait != null) {
        why = waiter.endsFor;
      }
      if (why != null || wait == null) {
        looks.remove(waiter);
      } else {
        waiter.wakes = wakes;
        looks.free(waiter, wait);
      }
    }
    if (why != null) {
      waiter.watcher.ended(why);
    }
  }
}
