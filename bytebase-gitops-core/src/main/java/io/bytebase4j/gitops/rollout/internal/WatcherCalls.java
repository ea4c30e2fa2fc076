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

  void seen(Waiter waiter, RolloutData data) {
    waiter.state = Waiter.State.CALLED;
    context
        .callers()
        .execute(
            () -> {
              if (begins(waiter)) {
                // Also if it throws: it has been told.
                waiter.lastSeen = data;
                call(waiter, () -> waiter.watcher.seen(data));
              }
            });
  }

  void failed(Waiter waiter, RuntimeException fault) {
    waiter.state = Waiter.State.CALLED;
    context
        .callers()
        .execute(
            () -> {
              if (begins(waiter)) {
                call(waiter, () -> waiter.watcher.failed(fault));
              }
            });
  }

  private boolean begins(Waiter waiter) {
    synchronized (looks) {
      // It may have been cancelled while there was no thread for it.
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
