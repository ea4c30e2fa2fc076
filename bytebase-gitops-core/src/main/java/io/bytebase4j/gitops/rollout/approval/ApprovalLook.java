package io.bytebase4j.gitops.rollout.approval;

import org.jspecify.annotations.Nullable;

/**
 * What one look at an approval shows.
 *
 * @param state what it means
 * @param status the status, as the server tells it
 * @param by who decided; empty where that is not known
 * @param text what they said, or what is wrong
 * @param fault what went wrong; null if nothing did
 */
record ApprovalLook(State state, String status, String by, String text, @Nullable Exception fault) {
  enum State {
    WAITING,
    APPROVED,
    SKIPPED,
    REJECTED,
    CLOSED,
    FORBIDDEN,
    IMPOSSIBLE,
    GATE_FAILED
  }

  static ApprovalLook waiting(String status) {
    return new ApprovalLook(State.WAITING, status, "", "", null);
  }

  /** Something failed that may pass. */
  static ApprovalLook passing(String status, Exception fault) {
    return new ApprovalLook(State.WAITING, status, "", "", fault);
  }

  static ApprovalLook decided(State state, String status, String by, String text) {
    return new ApprovalLook(state, status, by, text, null);
  }

  static ApprovalLook failed(State state, String text, @Nullable Exception fault) {
    return new ApprovalLook(state, "", "", text, fault);
  }
}
