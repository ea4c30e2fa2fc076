package io.bytebase4j.gitops.rollout.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for many rollouts of a project in as few requests as it can: a list of what changed, or a
 * list of all, the newest first, and what can't be found so one by one. Guarded by the lock of its
 * project, but for the requests themselves.
 */
final class SharedAsks {
  private static final Logger LOG = LoggerFactory.getLogger(SharedAsks.class);

  /** How far the server's clock, and the end of its transactions, may be off. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  /** A list may hold that many rollouts for each that it is read for; measured, it takes 70. */
  private static final int LISTED_FOR_ONE = 20;

  private final PollerContext context;
  private final ProjectLooks looks;
  private final SingleAsks singles;
  private final Pace pace = new Pace();
  private boolean listing;
  private boolean changesRefused;
  private boolean listsRefused;

  SharedAsks(PollerContext context, ProjectLooks looks, SingleAsks singles) {
    this.context = context;
    this.looks = looks;
    this.singles = singles;
  }

  /** Whether a list is under way. Its end brings the next round about. */
  boolean isListing() {
    return listing;
  }

  /**
   * When a crowd is asked for next.
   *
   * @param waiters who is to be served, at least one
   */
  Instant nextRound(List<Waiter> waiters, Instant now) {
    return pace.next(waiters, now);
  }

  /** Asks for what waiters whose time has come are waiting for, and for what others would. */
  void round(List<Waiter> due, Instant now) {
    due.forEach(waiter -> waiter.state = Waiter.State.ASKED);
    Set<WatchedRollout> rollouts = new LinkedHashSet<>();
    due.forEach(waiter -> rollouts.add(waiter.rollout));
    // One that wakes the server does it for all.
    due.stream()
        .filter(waiter -> waiter.wakes)
        .findFirst()
        .ifPresent(
            waiter -> {
              rollouts.remove(waiter.rollout);
              singles.add(waiter.rollout, true);
            });
    ask(rollouts, now);
  }

  private void ask(Set<WatchedRollout> due, Instant now) {
    Set<WatchedRollout> toBeRead = new LinkedHashSet<>();
    List<WatchedRollout> followed = new ArrayList<>();
    for (WatchedRollout rollout : looks.rollouts()) {
      boolean known = !changesRefused && rollout.isCertain();
      if (known) {
        followed.add(rollout);
      }
      if (!known || rollout.isStale(now, context.settings().refresh())) {
        toBeRead.add(rollout);
      }
    }
    List<WatchedRollout> dueToBeRead = due.stream().filter(toBeRead::contains).toList();
    List<WatchedRollout> others = due.stream().filter(r -> !toBeRead.contains(r)).toList();
    int few = context.settings().few();
    boolean follow = others.size() > few || pace.isTimeToFollow(now) && followed.size() > few;
    pace.begins(now);
    if (listsRefused) {
      singly(due);
    } else if (!dueToBeRead.isEmpty() && toBeRead.size() > few) {
      // Those whose time has not come as well, so that it need not be done for them soon. The list
      // tells of the others, too.
      toBeRead.addAll(due);
      list(toBeRead, null);
    } else {
      singly(dueToBeRead);
      if (follow) {
        list(followed, knownUntil(followed));
      } else {
        singly(others);
      }
    }
  }

  private void singly(Collection<WatchedRollout> rollouts) {
    rollouts.forEach(rollout -> singles.add(rollout, false));
  }

  private static Instant knownUntil(Collection<WatchedRollout> rollouts) {
    return rollouts.stream()
        .map(WatchedRollout::knownUntil)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * Lists.
   *
   * @param rollouts what is asked for
   * @param knownUntil up to when their changes are known, to list what changed since; null to list
   *     all
   */
  private void list(Collection<WatchedRollout> rollouts, @Nullable Instant knownUntil) {
    listing = true;
    Set<String> wanted = new HashSet<>();
    rollouts.forEach(rollout -> wanted.add(rollout.name));
    Listing.Scope scope =
        new Listing.Scope(
            looks.project(),
            knownUntil == null ? null : knownUntil.minus(OVERLAP),
            looks.watched(),
            wanted,
            looks.facts().pageSize(),
            LISTED_FOR_ONE * wanted.size());
    context.askers().execute(() -> run(rollouts, knownUntil, scope));
  }

  private void run(
      Collection<WatchedRollout> rollouts, @Nullable Instant knownUntil, Listing.Scope scope) {
    Ask ask;
    synchronized (looks) {
      ask = looks.begin();
    }
    Listing listing = null;
    RuntimeException fault = null;
    try {
      listing = Listing.read(context.server(), scope);
    } catch (RuntimeException | Error e) {
      fault = Faults.of(e);
    }
    synchronized (looks) {
      this.listing = false;
      Instant now = context.clock().instant();
      pace.ends(now, Duration.between(ask.at(), now));
      if (listing != null) {
        looks.listed(listing, knownUntil, ask);
        askForTheRest(rollouts);
      } else if (fault != null && Refusals.isRefusal(fault)) {
        refused(rollouts, scope, fault);
      } else if (fault != null) {
        for (WatchedRollout rollout : rollouts) {
          looks.failed(rollout.name, fault, ask);
        }
      }
      looks.dueNow();
    }
  }

  // What the list did not tell: it is older than the rollouts listed, or we changed it meanwhile.
  private void askForTheRest(Collection<WatchedRollout> rollouts) {
    for (WatchedRollout rollout : rollouts) {
      if (rollout.isAskedFor()) {
        singles.add(rollout, false);
      }
    }
  }

  private void refused(
      Collection<WatchedRollout> rollouts, Listing.Scope scope, RuntimeException fault) {
    if (scope.since() == null) {
      listsRefused = true;
    } else {
      changesRefused = true;
    }
    LOG.debug(
        "{}: the rollouts are asked for in another way, since their list is refused",
        scope.project(),
        fault);
    singly(rollouts);
  }
}
