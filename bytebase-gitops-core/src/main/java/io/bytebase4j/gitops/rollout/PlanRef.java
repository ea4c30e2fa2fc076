package io.bytebase4j.gitops.rollout;

import java.util.List;

/**
 * A plan on the server: a release and its targets. It runs nothing by itself.
 *
 * @param name its name, for example {@code projects/hr/plans/101}
 * @param adopted whether it was there already
 * @param orphans names of plans for the same release and targets that were made at the same time by
 *     somebody else, or by a call whose answer was lost; they have no rollout of ours and run
 *     nothing
 */
public record PlanRef(String name, boolean adopted, List<String> orphans) {
  /**
   * Copies the orphans.
   *
   * @param name its name, for example {@code projects/hr/plans/101}
   * @param adopted whether it was there already
   * @param orphans names of plans for the same release and targets that run nothing
   */
  public PlanRef {
    orphans = List.copyOf(orphans);
  }

  /**
   * Names a plan of which nothing else is known.
   *
   * @param name its name, for example {@code projects/hr/plans/101}
   * @return the plan
   */
  public static PlanRef of(String name) {
    return new PlanRef(name, true, List.of());
  }
}
