package io.bytebase4j.gitops.rollout.approval;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Whose approval a rollout, or a stage, waits for. Immutable. */
public sealed interface ApprovalPolicy {
  /** Nobody's. */
  record None() implements ApprovalPolicy {}

  /**
   * That of the people whom the server asks by an issue.
   *
   * @param settings makes of the standard request for a plan the one that is wanted; the plan stays
   */
  record ByIssue(UnaryOperator<ApprovalRequest> settings) implements ApprovalPolicy {
    ApprovalRequest request(String plan) {
      ApprovalRequest request = settings.apply(ApprovalRequest.of(plan));
      if (!request.plan().equals(plan)) {
        throw new IllegalArgumentException(
            "the settings of an approval name the plan %s in place of %s"
                .formatted(request.plan(), plan));
      }
      return request;
    }
  }

  /**
   * That of somebody outside of Bytebase.
   *
   * @param gate asks them
   * @param timeout the longest wait; more than zero
   * @param listener who hears of changes
   */
  record ByGate(ApprovalGate gate, Duration timeout, ApprovalListener listener)
      implements ApprovalPolicy {
    /**
     * Checks the time.
     *
     * @param gate asks them
     * @param timeout the longest wait; more than zero
     * @param listener who hears of changes
     * @throws IllegalArgumentException if the time is not more than zero
     */
    public ByGate {
      Times.requirePositive(timeout);
    }

    /**
     * Sets the longest wait.
     *
     * @param timeout more than zero
     * @return a copy
     * @throws IllegalArgumentException if it is not
     */
    public ByGate withTimeout(Duration timeout) {
      return new ByGate(gate, timeout, listener);
    }

    /**
     * Sets who hears of changes.
     *
     * @param listener the listener
     * @return a copy
     */
    public ByGate withListener(ApprovalListener listener) {
      return new ByGate(gate, timeout, listener);
    }
  }

  /**
   * Waits for nobody.
   *
   * @return the policy
   */
  static ApprovalPolicy none() {
    return new None();
  }

  /**
   * Waits for those whom the server asks by an issue of the plan. There must be no rollout yet when
   * the issue is made. The account needs {@code bb.issues.create}, which the role GitOps Service
   * Agent lacks; the least of the server's roles that has it is Project Viewer.
   *
   * @return the policy
   */
  static ApprovalPolicy byIssue() {
    return new ByIssue(UnaryOperator.identity());
  }

  /**
   * Waits for those whom the server asks by an issue of the plan, as {@link #byIssue()}.
   *
   * @param settings makes of the standard request for a plan the one that is wanted, for example
   *     {@code request -> request.withTimeout(Duration.ofHours(8))}
   * @return the policy
   */
  static ApprovalPolicy byIssue(UnaryOperator<ApprovalRequest> settings) {
    return new ByIssue(settings);
  }

  /**
   * Waits for somebody outside of Bytebase, for {@link ApprovalRequest#DEFAULT_TIMEOUT} unless
   * changed.
   *
   * @param gate asks them
   * @return the policy
   */
  static ByGate byGate(ApprovalGate gate) {
    return new ByGate(gate, ApprovalRequest.DEFAULT_TIMEOUT, ApprovalListener.NONE);
  }
}
