package io.bytebase4j.gitops.internal;

import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import java.util.List;

/** Looks for the plans of one release and its targets. Used once, by one thread. */
public interface PlanSearch {

  /**
   * Looks through all plans that there are now. Called again, it looks through those that are new.
   */
  void lookThroughAll();

  /**
   * Takes in a plan that was just made for this search, and looks through those that others may
   * have made before.
   *
   * @param made the plan
   * @return whether it is the plan that was to be made
   */
  boolean lookBelow(PlanData made);

  /**
   * What was found.
   *
   * @return the plan that is to be used, and then the others; without those that were put away
   */
  List<PlanData> current();

  /**
   * Whether there were too many plans.
   *
   * @return true if some were not looked at
   */
  boolean isCut();
}
