package io.bytebase4j.gitops.rollout;

import java.time.Duration;

/**
 * Which stage is to run, and how long to wait for it.
 *
 * @param rollout the rollout
 * @param stage the stage's short name ({@code test}), environment or whole name
 * @param timeout the longest wait; more than zero
 * @param inOrder whether the stages before this one must be settled
 * @param listener who hears of changes
 */
public record StageRequest(
    RolloutRef rollout, String stage, Duration timeout, boolean inOrder, RolloutListener listener) {
  /** How long to wait unless another time is given. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  /**
   * Checks the request; nothing is sent.
   *
   * @param rollout the rollout
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @param timeout the longest wait; more than zero
   * @param inOrder whether the stages before this one must be settled
   * @param listener who hears of changes
   * @throws IllegalArgumentException if the stage is blank or the time is not more than zero
   */
  public StageRequest {
    if (stage.isBlank()) {
      throw new IllegalArgumentException("the stage is blank");
    }
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout is " + timeout + ": it must be more than zero");
    }
  }

  /**
   * Makes a request with {@link #DEFAULT_TIMEOUT}, in order, heard by nobody.
   *
   * @param rollout the rollout
   * @param stage the stage's short name ({@code test}), environment or whole name
   * @return the request
   */
  public static StageRequest of(RolloutRef rollout, String stage) {
    return new StageRequest(rollout, stage, DEFAULT_TIMEOUT, true, RolloutListener.NONE);
  }

  /**
   * Sets the longest wait.
   *
   * @param timeout more than zero
   * @return a copy with the time
   */
  public StageRequest withTimeout(Duration timeout) {
    return new StageRequest(rollout, stage, timeout, inOrder, listener);
  }

  /**
   * Sets who hears of changes.
   *
   * @param listener the listener
   * @return a copy with the listener
   */
  public StageRequest withListener(RolloutListener listener) {
    return new StageRequest(rollout, stage, timeout, inOrder, listener);
  }

  /**
   * Lets the stage run although one before it is not settled.
   *
   * @return a copy that does not ask for the order
   */
  public StageRequest outOfOrder() {
    return new StageRequest(rollout, stage, timeout, false, listener);
  }
}
