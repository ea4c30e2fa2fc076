package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.List;

/** The rollout has no such stage. Nothing was started. */
public final class UnknownStageException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> stages;

  UnknownStageException(String stage, RolloutStatus rollout) {
    super(
        "rollout %s has no stage \"%s\"; it has %s. A stage stands for an environment with a target in it."
            .formatted(rollout.name(), stage, ids(rollout)));
    this.stages = ids(rollout);
  }

  private static List<String> ids(RolloutStatus rollout) {
    return rollout.stages().stream().map(StageState::id).toList();
  }

  /**
   * The stages that there are.
   *
   * @return their short names, in order
   */
  public List<String> stages() {
    return stages;
  }
}
