package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.common.GitOpsException;

/** A wait can't go on, since what it belongs to was closed. */
public final class PollerClosedException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was waited for.
   *
   * @param rollout the rollout
   */
  public PollerClosedException(String rollout) {
    super(
        "the wait for "
            + rollout
            + " has ended, since the GitOps that it was made by is closed; the rollout goes on, and"
            + " can be attached to by its name");
  }
}
