package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The watches of a project with nothing left to chance: time passes when the test says so, and what
 * would be done on other threads is done on the test's, in order.
 */
final class PollerScene {
  final ManualClock clock;
  final RolloutBook server;
  final Deque<Runnable> asks = new ArrayDeque<>();
  final Deque<Runnable> calls = new ArrayDeque<>();
  final ProjectLooks looks;

  PollerScene() {
    this(new ManualClock(Instant.parse("2026-11-25T10:00:00Z")));
  }

  private PollerScene(ManualClock clock) {
    this.clock = clock;
    this.server = new RolloutBook(clock);
    this.looks = looks(server);
  }

  /** With another server. */
  PollerScene(ManualClock clock, RolloutCalls other) {
    this.clock = clock;
    this.server = new RolloutBook(clock);
    this.looks = looks(other);
  }

  private ProjectLooks looks(RolloutCalls calledServer) {
    return new ProjectLooks(
        RolloutBook.PROJECT,
        new PollerContext(
            calledServer, clock, PollerSettings.DEFAULT, asks::add, calls::add, () -> {}));
  }

  /** Watches; looks are due after the same wait again and again. */
  Looker watch(int id, Duration wait) {
    return watch(id, new Looker(wait));
  }

  <T extends Watcher> T watch(int id, T watcher) {
    looks.add(RolloutBook.name(id), Duration.ZERO, watcher);
    return watcher;
  }

  /** Does all that can be done now. */
  void settle() {
    boolean something = true;
    while (something) {
      looks.tick();
      something = runAll(asks) | runAll(calls);
    }
  }

  private boolean runAll(Deque<Runnable> tasks) {
    boolean something = runOne(tasks);
    while (!tasks.isEmpty()) {
      runOne(tasks);
    }
    return something;
  }

  boolean runOne(Deque<Runnable> tasks) {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /** Lets time pass, and does at each moment what is due then. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    settle();
    while (clock.instant().isBefore(end)) {
      Duration next = looks.tick();
      Duration left = Duration.between(clock.instant(), end);
      clock.pass(next == null || next.compareTo(left) > 0 ? left : next);
      settle();
    }
  }
}
