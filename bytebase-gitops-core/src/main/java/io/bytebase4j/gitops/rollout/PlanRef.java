package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import java.util.List;

/**
 * A plan on the server: a release and its targets. It runs nothing by itself.
 *
 * @param name its name, for example {@code projects/hr/plans/101}
 * @param release the release's name; empty where only the plan's is known
 * @param adopted whether it was found, and not made for this call; a plan whose answer was lost is
 *     found
 * @param orphans names of other plans for the same release and targets, which somebody else made at
 *     the same time, or a call whose answer was lost; they run nothing unless somebody creates
 *     their rollouts
 * @param searchCut whether there were too many plans to look at all of them, so that orphans may be
 *     missing here
 */
public record PlanRef(
    String name, String release, boolean adopted, List<String> orphans, boolean searchCut) {
  /**
   * Copies the orphans.
   *
   * @param name its name, for example {@code projects/hr/plans/101}
   * @param release the release's name; empty where only the plan's is known
   * @param adopted whether it was found, and not made for this call
   * @param orphans names of other plans for the same release and targets
   * @param searchCut whether there were too many plans to look at all of them
   * @throws IllegalArgumentException if the name is not that of a plan
   */
  public PlanRef {
    ResourceNames.requirePlan(name);
    orphans = List.copyOf(orphans);
  }

  /**
   * Names a plan of which nothing else is known, for example one that another process made.
   *
   * @param name its name, for example {@code projects/hr/plans/101}
   * @return the plan
   * @throws IllegalArgumentException if it is not the name of a plan
   */
  public static PlanRef of(String name) {
    return new PlanRef(name, "", true, List.of(), false);
  }
}
