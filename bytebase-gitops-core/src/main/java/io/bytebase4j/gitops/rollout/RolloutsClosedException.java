package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;

/**
 * A wait in the background ended because its {@code GitOps} was closed. What is under way at the
 * server goes on: attach to the rollout again to go on with it.
 */
public final class RolloutsClosedException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  RolloutsClosedException(String rollout) {
    super(
        "nobody waits any more for rollout %s, since its GitOps was closed: attach to it again to go on"
            .formatted(rollout));
  }
}
