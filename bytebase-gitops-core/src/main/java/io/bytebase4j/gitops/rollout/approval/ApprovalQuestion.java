package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.gitops.common.ResourceNames;

/**
 * What an approval is asked for: a whole plan before its rollout is made, or a stage before it is
 * run.
 *
 * @param plan the plan, for example {@code projects/hr/plans/101}; for a stage on a server of 2025
 *     its rollout, whose name does not hold the plan's
 * @param stage the stage's short name, for example {@code prod}; empty for the whole plan
 * @param release the release; empty where it is not known
 */
public record ApprovalQuestion(String plan, String stage, String release) {
  /**
   * Checks the names.
   *
   * @param plan the plan, for example {@code projects/hr/plans/101}, or a stage's rollout
   * @param stage the stage's short name, for example {@code prod}; empty for the whole plan
   * @param release the release; empty where it is not known
   * @throws IllegalArgumentException if the plan's name is none
   */
  public ApprovalQuestion {
    if (stage.isEmpty() || plan.contains("/plans/")) {
      ResourceNames.requirePlan(plan);
    } else {
      ResourceNames.requireRollout(plan);
    }
    stage = ResourceNames.lastPart(stage);
  }

  /**
   * Asks before a rollout is made.
   *
   * @param plan the plan, for example {@code projects/hr/plans/101}
   * @param release the release; empty where it is not known
   * @return the question
   * @throws IllegalArgumentException if the plan's name is none
   */
  public static ApprovalQuestion beforeRollout(String plan, String release) {
    return new ApprovalQuestion(plan, "", release);
  }

  /**
   * Asks before a stage is run.
   *
   * @param rollout the rollout, for example {@code projects/hr/plans/101/rollout}
   * @param stage the stage's short name ({@code prod}), environment or whole name
   * @param release the release; empty where it is not known
   * @return the question
   * @throws IllegalArgumentException if the rollout's name is none, or the stage is blank
   */
  public static ApprovalQuestion beforeStage(String rollout, String stage, String release) {
    if (stage.isBlank()) {
      throw new IllegalArgumentException("the stage is blank");
    }
    String end = "/rollout";
    String name = ResourceNames.requireRollout(rollout);
    return new ApprovalQuestion(
        name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name,
        stage,
        release);
  }

  /**
   * What is asked for, in words.
   *
   * @return for example {@code stage prod of projects/hr/plans/101}
   */
  @Override
  public String toString() {
    return stage.isEmpty() ? plan : "stage " + stage + " of " + plan;
  }
}
