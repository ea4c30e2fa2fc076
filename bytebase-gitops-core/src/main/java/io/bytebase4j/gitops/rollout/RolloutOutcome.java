package io.bytebase4j.gitops.rollout;

/**
 * How a rollout, or a part of it, stood at the end of a wait that starts nothing.
 *
 * @param state in one word
 * @param status in full
 */
public record RolloutOutcome(State state, RolloutStatus status) {
  /** How it stands, in one word. */
  public enum State {
    /** All tasks that were waited for are done or skipped. */
    DONE,
    /** None is under way any more, and at least one failed or was cancelled. */
    FAILED,
    /**
     * Some are under way still, or not started, as before an approval: wait again in another step.
     */
    PENDING
  }
}
