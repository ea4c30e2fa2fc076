package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;

/**
 * A subscriber asked for events more slowly than they came, so that it missed one. The rollout goes
 * on; look at its status.
 */
public final class MissedEventsException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  MissedEventsException(RolloutEvent missed) {
    super(
        "a subscriber is too slow and missed an event of stage "
            + missed.stage()
            + ": ask for more events at once, or look at the rollout's status");
  }
}
