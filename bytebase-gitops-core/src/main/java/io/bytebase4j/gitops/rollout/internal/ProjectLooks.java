package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The watches of a project: whose time has come, who is told what. It has no thread of its own.
 * Thread-safe, by its own lock, which is never held while a watcher or the server is called.
 */
final class ProjectLooks {
  private final String project;
  private final PollerContext context;
  private final Map<String, WatchedRollout> rollouts = new LinkedHashMap<>();
  private final ProjectFacts facts = new ProjectFacts();
  private final SingleAsks singles;
  private final SharedAsks shared;
  private final WatcherCalls calls;

  /**
   * The order of what matters: requests begin, calls of watchers return. A clock would not do,
   * since two things may happen in the same moment.
   */
  private long steps;

  /** What {@link #tick} answered last, as a time. */
  private @Nullable Instant next;

  ProjectLooks(String project, PollerContext context) {
    this.project = project;
    this.context = context;
    this.singles = new SingleAsks(context, this);
    this.shared = new SharedAsks(context, this, singles);
    this.calls = new WatcherCalls(context, this);
  }

  /** Adds a watch. */
  synchronized Watch add(String name, Duration firstWait, Watcher watcher) {
    WatchedRollout rollout = rollouts.computeIfAbsent(name, WatchedRollout::new);
    Waiter waiter = new Waiter(rollout, watcher, firstWait, context.clock().instant(), ++steps);
    rollout.waiters.add(waiter);
    dueAt(waiter.due);
    return new Watch() {
      @Override
      public void cancel() {
        remove(waiter);
      }

      @Override
      public void hurry() {
        ProjectLooks.this.hurry(waiter);
      }
    };
  }

  synchronized void remove(Waiter waiter) {
    waiter.state = Waiter.State.ENDED;
    WatchedRollout rollout = waiter.rollout;
    rollout.waiters.remove(waiter);
    if (rollout.waiters.isEmpty()) {
      rollouts.remove(rollout.name, rollout);
    }
  }

  synchronized void hurry(Waiter waiter) {
    if (waiter.state == Waiter.State.WAITING) {
      waiter.hurry(context.clock().instant());
      dueAt(waiter.due);
    }
    waiter.hurried = waiter.inCall;
  }

  /** What is known of a rollout is out of date, since we changed it, or may have. */
  synchronized void changed(String name) {
    WatchedRollout rollout = rollouts.get(name);
    if (rollout == null) {
      return;
    }
    rollout.changed(++steps);
    if (rollout.isAskedFor()) {
      singles.add(rollout, false);
    }
    rollout.waiters.forEach(this::hurry);
  }

  /**
   * Begins the looks whose time has come.
   *
   * @return after which time to call again; null if not before {@link PollerContext#wake} is called
   */
  synchronized @Nullable Duration tick() {
    Instant now = context.clock().instant();
    List<Waiter> waiting = new ArrayList<>();
    List<Waiter> due = new ArrayList<>();
    for (WatchedRollout rollout : rollouts.values()) {
      for (Waiter waiter : rollout.waiters) {
        if (waiter.state == Waiter.State.WAITING) {
          (waiter.isDue(now) ? due : waiting).add(waiter);
        }
      }
    }
    next = null;
    if (!isCrowd()) {
      shared.round(due, now);
      waiting.forEach(waiter -> next = earlier(waiter.due));
    } else {
      nextOfCrowd(due, waiting, now);
    }
    return next == null ? null : Duration.between(now, next);
  }

  private void nextOfCrowd(List<Waiter> due, List<Waiter> waiting, Instant now) {
    List<Waiter> waiters = new ArrayList<>(waiting);
    waiters.addAll(due);
    // The end of a list brings the next round about.
    if (!waiters.isEmpty() && !shared.isListing()) {
      next = shared.nextRound(waiters, now);
      if (!next.isAfter(now)) {
        shared.round(due, now);
        next = waiting.isEmpty() || shared.isListing() ? null : shared.nextRound(waiting, now);
      }
    }
  }

  private boolean isCrowd() {
    return rollouts.size() > context.settings().few();
  }

  private Instant earlier(Instant due) {
    return next == null || due.isBefore(next) ? due : next;
  }

  private void dueAt(Instant due) {
    if (next == null || due.isBefore(next)) {
      next = due;
      context.wake().run();
    }
  }

  /** Another round may begin. */
  void dueNow() {
    dueAt(context.clock().instant());
  }

  Ask begin() {
    return new Ask(++steps, context.clock().instant());
  }

  String project() {
    return project;
  }

  ProjectFacts facts() {
    return facts;
  }

  Collection<WatchedRollout> rollouts() {
    return rollouts.values();
  }

  Set<String> watched() {
    return Set.copyOf(rollouts.keySet());
  }

  boolean isAskedFor(String name) {
    WatchedRollout rollout = rollouts.get(name);
    return rollout != null && rollout.isAskedFor();
  }

  /** A rollout was read. */
  void read(String name, RolloutData data, Ask ask) {
    facts.note(data, context.clock().instant());
    WatchedRollout rollout = rollouts.get(name);
    if (rollout != null) {
      rollout.read(data, ask, facts.serverTime(ask.at()));
      serve(rollout);
    }
  }

  /**
   * Rollouts were listed.
   *
   * @param knownUntil if it is the list of changes, up to when those of the rollouts that were
   *     asked for were known before
   */
  void listed(Listing listing, @Nullable Instant knownUntil, Ask ask) {
    facts.note(listing, context.clock().instant());
    Instant serverTime = facts.serverTime(ask.at());
    // Those whose time has not come, too: they may have changed.
    for (WatchedRollout rollout : List.copyOf(rollouts.values())) {
      RolloutData data = listing.found().get(rollout.name);
      if (data != null) {
        rollout.read(data, ask, serverTime);
      } else if (knownUntil != null && listing.complete()) {
        rollout.notAmongChanges(ask, knownUntil, serverTime);
      }
      serve(rollout);
    }
  }

  private void serve(WatchedRollout rollout) {
    RolloutData data = rollout.data();
    if (data == null) {
      return;
    }
    Instant now = context.clock().instant();
    for (Waiter waiter : rollout.waiters) {
      boolean wanted =
          waiter.state == Waiter.State.ASKED
              || (waiter.state == Waiter.State.WAITING
                  && (waiter.isDue(now) || !data.equals(waiter.lastSeen)));
      if (wanted && waiter.mayTake(rollout.asOf())) {
        calls.seen(waiter, data, rollout.asOf());
      }
    }
  }

  /** A rollout could not be read. */
  void failed(String name, RuntimeException fault, Ask ask) {
    WatchedRollout rollout = rollouts.get(name);
    if (rollout != null) {
      for (Waiter waiter : rollout.waiters) {
        if (waiter.state == Waiter.State.ASKED && waiter.mayTake(ask.step())) {
          calls.failed(waiter, fault, ask.step());
        }
      }
    }
  }

  /** A watcher's call has returned. */
  void free(Waiter waiter, Duration wait) {
    waiter.free(wait, context.clock().instant(), ++steps);
    dueAt(waiter.due);
  }

  synchronized boolean isEmpty() {
    return rollouts.isEmpty();
  }

  /**
   * Ends all watches.
   *
   * @param why by the rollout's name
   * @return those whose watchers are not being called; the others are told after their calls
   */
  synchronized List<Waiter> end(Function<String, Throwable> why) {
    List<Waiter> told = new ArrayList<>();
    for (WatchedRollout rollout : List.copyOf(rollouts.values())) {
      for (Waiter waiter : List.copyOf(rollout.waiters)) {
        waiter.endsFor = why.apply(rollout.name);
        if (!waiter.inCall) {
          remove(waiter);
          told.add(waiter);
        }
      }
    }
    return told;
  }
}
