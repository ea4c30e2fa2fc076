package io.bytebase4j.gitops.internal.api2026;

import io.bytebase4j.gitops.internal.FoundPlans;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import io.bytebase4j.gitops.internal.PlanCalls.PlanDraft;
import io.bytebase4j.gitops.internal.PlanSearch;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the plans of one release and its targets. Used once, by one thread.
 *
 * <p>The role for GitOps may get a plan, but not list plans. What makes up for it: plans of a
 * project are numbered one after the other, without gaps, in the order in which they are committed.
 * So the newest is the one whose next there is not, and whoever was told the number of a plan sees
 * all those below it. Two who look below their own plans therefore agree on which is the first.
 */
final class NumberedPlanSearch implements PlanSearch {
  /** The most plans that are looked at one by one. */
  private static final int MOST_LOOKS = 200;

  /** The number before that of a project's first plan. */
  private static final long BEFORE_THE_FIRST = 100;

  /**
   * Plans carry the time at which their transactions began, and those wait for one another: a later
   * number may have the earlier time.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

  private static final int PAGE_SIZE = 50;

  private final PlanCalls plans;
  private final RolloutCalls rollouts;
  private final PlanDraft wanted;
  private final Instant since;
  private final Map<Long, PlanData> seen = new HashMap<>();
  private final FoundPlans found = new FoundPlans();
  private final Set<Long> rolledOutByOthers = new HashSet<>();
  private long newest = BEFORE_THE_FIRST;
  private long lookedUpTo;
  private int looks;
  private boolean listed;
  private boolean cut;

  /**
   * Begins.
   *
   * @param wanted the plan that is looked for
   * @param releaseTime when the release was made; no plan for it is older
   */
  NumberedPlanSearch(
      PlanCalls plans, RolloutCalls rollouts, PlanDraft wanted, Instant releaseTime) {
    this.plans = plans;
    this.rollouts = rollouts;
    this.wanted = wanted;
    this.since = releaseTime.minus(OUT_OF_ORDER);
  }

  @Override
  public void lookThroughAll() {
    if (!listed) {
      lookThroughRollouts();
      listed = true;
      if (!current().isEmpty()) {
        return;
      }
    }
    newest = findNewest();
    lookBelow(newest + 1);
  }

  // Rollouts come the newest plan first, and none is older than its plan: at the first that did not
  // change since the release was made, those of the release are over.
  private void lookThroughRollouts() {
    Iterator<RolloutData> list = rollouts.list(wanted.project(), null, PAGE_SIZE).iterator();
    while (list.hasNext()) {
      RolloutData rollout = list.next();
      long number = FoundPlans.numberOf(rollout.name());
      newest = Math.max(newest, number);
      if (rollout.updateTime().isBefore(since)) {
        return;
      }
      List<String> specs =
          rollout.stages().stream()
              .flatMap(stage -> stage.tasks().stream())
              .map(RolloutCalls.TaskData::specId)
              .toList();
      if (specs.contains(wanted.specId()) && number > 0) {
        look(number);
      } else if (!specs.isEmpty()) {
        rolledOutByOthers.add(number);
      }
    }
  }

  /** Finds the newest plan by ever longer steps, and then by halves. */
  private long findNewest() {
    long there = newest;
    long step = 1;
    while (look(there + step).isPresent()) {
      there += step;
      step = there - newest;
    }
    long missing = there + step;
    while (missing - there > 1) {
      long middle = there + (missing - there) / 2;
      if (look(middle).isPresent()) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return there;
  }

  @Override
  public boolean lookBelow(PlanData made) {
    long number = FoundPlans.numberOf(made.name());
    if (number < 0 || !made.name().equals(nameOf(number))) {
      return false;
    }
    found.add(made);
    newest = Math.max(newest, number);
    lookBelow(number);
    return true;
  }

  private void lookBelow(long end) {
    for (long number = end - 1; number > lookedUpTo; number--) {
      if (rolledOutByOthers.contains(number)) {
        continue;
      }
      if (!seen.containsKey(number) && looks >= MOST_LOOKS) {
        cut = true;
        break;
      }
      Optional<PlanData> plan = look(number);
      if (plan.isEmpty() || plan.get().createTime().isBefore(since)) {
        break;
      }
    }
    lookedUpTo = Math.max(lookedUpTo, end - 1);
  }

  private Optional<PlanData> look(long number) {
    PlanData before = seen.get(number);
    if (before != null) {
      return Optional.of(before);
    }
    looks++;
    Optional<PlanData> plan = plans.find(nameOf(number));
    plan.ifPresent(
        data -> {
          seen.put(number, data);
          if (wanted.isHeldBy(data)) {
            found.add(data);
          }
        });
    return plan;
  }

  @Override
  public List<PlanData> current() {
    return found.current();
  }

  @Override
  public boolean isCut() {
    return cut;
  }

  private String nameOf(long number) {
    return wanted.project() + "/plans/" + number;
  }
}
