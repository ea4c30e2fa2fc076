package io.bytebase4j.gitops.internal;

import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plans that a search has found. All who search take the same one: that with a rollout, or else
 * that with the lowest number. Not thread-safe.
 */
public final class FoundPlans {
  private static final Pattern NAME =
      Pattern.compile("projects/[^/]+/plans/(\\d{1,18})(/rollout)?");

  private final TreeMap<Long, PlanData> found = new TreeMap<>();

  /** Begins with none. */
  public FoundPlans() {}

  /**
   * Adds a plan.
   *
   * @param plan the plan
   */
  public void add(PlanData plan) {
    found.put(numberOf(plan.name()), plan);
  }

  /**
   * What was found.
   *
   * @return the plan that is to be used, and then the others; without those that were put away
   */
  public List<PlanData> current() {
    Comparator<PlanData> rolledOutFirst = Comparator.comparing(plan -> !plan.hasRollout());
    return found.values().stream()
        .filter(plan -> !plan.archived())
        .sorted(rolledOutFirst.thenComparing(plan -> numberOf(plan.name())))
        .toList();
  }

  /**
   * The number of a plan.
   *
   * @param name the name of the plan, or of its rollout below it
   * @return -1 for other names
   */
  public static long numberOf(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
