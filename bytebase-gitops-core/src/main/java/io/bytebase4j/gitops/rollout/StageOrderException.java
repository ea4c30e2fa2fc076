package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;

/**
 * An earlier stage is not settled. The server would run the stage all the same, so the order is
 * kept here. Nothing was started.
 */
public final class StageOrderException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  StageOrderException(StageState wanted, StageState unsettled) {
    super(
        "stage %s comes after %s, which is not settled (%s): run that one first, or allow it with outOfOrder()"
            .formatted(
                wanted.id(),
                unsettled.id(),
                TaskTexts.of(
                    unsettled.tasks().stream()
                        .filter(task -> !task.status().isSettled())
                        .toList())));
  }
}
