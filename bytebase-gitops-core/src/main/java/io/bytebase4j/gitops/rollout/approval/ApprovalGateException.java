package io.bytebase4j.gitops.rollout.approval;

import org.jspecify.annotations.Nullable;

/** A gate failed, which is no approval. Its exception is the cause. */
public final class ApprovalGateException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  ApprovalGateException(Progress progress, @Nullable Exception cause) {
    super(
        cause == null ? "the gate answered null" : "the gate failed with " + cause,
        progress,
        cause);
  }
}
