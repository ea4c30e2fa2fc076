package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.util.List;

/**
 * A rollout as it stood at one moment.
 *
 * @param name its name
 * @param stages its stages, in the order in which they are to run
 */
public record RolloutStatus(String name, List<StageState> stages) {
  /**
   * Copies the stages.
   *
   * @param name its name
   * @param stages its stages, in the order in which they are to run
   */
  public RolloutStatus {
    stages = List.copyOf(stages);
  }

  static RolloutStatus of(RolloutData data) {
    return new RolloutStatus(data.name(), data.stages().stream().map(StageState::of).toList());
  }

  /**
   * Finds a stage.
   *
   * @param stage its short name ({@code test}), its environment ({@code environments/test}) or its
   *     whole name
   * @return the stage
   * @throws UnknownStageException if there is none; it lists those that there are
   */
  public StageState stage(String stage) {
    return stages.stream()
        .filter(
            candidate ->
                stage.equals(candidate.id())
                    || stage.equals(candidate.environment())
                    || stage.equals(candidate.name()))
        .findFirst()
        .orElseThrow(() -> new UnknownStageException(stage, this));
  }
}
