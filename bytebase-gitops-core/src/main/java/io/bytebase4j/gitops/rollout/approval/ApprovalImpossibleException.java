package io.bytebase4j.gitops.rollout.approval;

import org.jspecify.annotations.Nullable;

/**
 * The approval can't be asked for: the plan is not there, it has a rollout already, or its issue
 * can't be made.
 */
public final class ApprovalImpossibleException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  ApprovalImpossibleException(String why, Progress progress, @Nullable Exception cause) {
    super(why, progress, cause);
  }
}
