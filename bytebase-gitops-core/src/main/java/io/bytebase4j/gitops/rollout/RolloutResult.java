package io.bytebase4j.gitops.rollout;

import java.util.List;

/**
 * Stages that were run one after the other.
 *
 * @param rollout the rollout's name
 * @param stages the stages, each settled, in order; those that were settled before took no time
 */
public record RolloutResult(String rollout, List<StageResult> stages) {
  /**
   * Copies the stages.
   *
   * @param rollout the rollout's name
   * @param stages the stages, each settled, in order
   */
  public RolloutResult {
    stages = List.copyOf(stages);
  }
}
