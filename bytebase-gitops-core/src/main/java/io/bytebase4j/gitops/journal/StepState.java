package io.bytebase4j.gitops.journal;

/** How far a step is known to have come. */
public enum StepState {
  /**
   * It was begun, and its end is not written down: it is under way, or whoever took it is gone.
   * Whether the server acted on it must be asked of the server.
   */
  STARTED,
  /** It was taken; its facts say what came of it. */
  DONE,
  /**
   * It ended with an error. That does not say that the server did nothing: an answer may have been
   * lost, or a wait have come to its end.
   */
  FAILED,
  /** A state of a newer version; to be taken as {@link #STARTED}. */
  UNKNOWN;

  static StepState of(String text) {
    for (StepState state : values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    return UNKNOWN;
  }
}
