package io.bytebase4j.gitops.internal;

/**
 * What the rooms ask of a server, in a form that no version of the API dictates: one group of calls
 * for each room, and one class for each shape of the API. Thread-safe.
 */
public interface ServerDialect {

  /**
   * What the review room asks.
   *
   * @return always the same object
   */
  ReviewCalls reviews();

  /**
   * What the release room asks.
   *
   * @return always the same object
   */
  ReleaseCalls releases();

  /**
   * What the rollout room asks for plans.
   *
   * @return always the same object
   */
  PlanCalls plans();

  /**
   * What the rollout room asks for rollouts.
   *
   * @return always the same object
   */
  RolloutCalls rollouts();

  /**
   * What the doctor asks.
   *
   * @return always the same object
   */
  AccountCalls accounts();
}
