package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;

/** A rollout has no tasks, so running it would change nothing and look like success. */
public final class EmptyRolloutException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  EmptyRolloutException(String rollout) {
    super(
        "rollout "
            + rollout
            + " has no tasks: check that the plan's targets, or the database group, hold databases");
  }
}
