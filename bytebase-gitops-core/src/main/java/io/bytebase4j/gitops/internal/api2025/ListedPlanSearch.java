package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.gitops.internal.FoundPlans;
import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import io.bytebase4j.gitops.internal.PlanSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks for plans in the server's list, the newest first, down to those that are older than the
 * release. Whoever may get a plan may search for plans, too. Used once, by one thread.
 */
final class ListedPlanSearch implements PlanSearch {
  static final int PLANS_PER_PAGE = 100;

  /** Plans carry the time at which their transactions began. */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

  private final Supplier<Stream<PlanData>> newestFirst;
  private final Predicate<PlanData> wanted;
  private final Instant since;
  private final FoundPlans found = new FoundPlans();

  ListedPlanSearch(
      Supplier<Stream<PlanData>> newestFirst, Predicate<PlanData> wanted, Instant releaseTime) {
    this.newestFirst = newestFirst;
    this.wanted = wanted;
    this.since = releaseTime.minus(OUT_OF_ORDER);
  }

  @Override
  public void lookThroughAll() {
    try (Stream<PlanData> plans = newestFirst.get()) {
      Iterator<PlanData> each = plans.iterator();
      while (each.hasNext()) {
        PlanData plan = each.next();
        if (plan.createTime().isBefore(since)) {
          return;
        }
        if (wanted.test(plan)) {
          found.add(plan);
        }
      }
    }
  }

  @Override
  public boolean lookBelow(PlanData made) {
    if (FoundPlans.numberOf(made.name()) < 0) {
      return false;
    }
    found.add(made);
    lookThroughAll();
    return true;
  }

  @Override
  public List<PlanData> current() {
    return found.current();
  }

  @Override
  public boolean isCut() {
    return false;
  }
}
