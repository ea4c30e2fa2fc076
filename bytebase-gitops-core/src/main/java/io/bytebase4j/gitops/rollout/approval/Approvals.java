package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.PlanCalls;
import java.time.Clock;
import java.time.Duration;

/** Asks for approvals and waits for them. Thread-safe. */
public final class Approvals {
  private final PlanCalls plans;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * For the plans of a server.
   *
   * @param plans the server
   * @param clock the time
   * @param sleeper how to pass it
   */
  public Approvals(PlanCalls plans, Clock clock, Sleeper sleeper) {
    this.plans = plans;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Asks for the approval of a plan by an issue, which is made if there is none, and waits for it.
   * Methods of the server: GetPlan, CreateIssue.
   *
   * @param request which plan, and how
   * @return the approval
   * @throws ApprovalException if there is none, whatever the reason
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked
   */
  public Approval require(ApprovalRequest request) {
    ApprovalQuestion question = ApprovalQuestion.beforeRollout(request.plan(), "");
    return await(begin(request, question));
  }

  /**
   * Waits for the approval that a policy wants.
   *
   * @param policy whose approval
   * @param question what for
   * @return the approval
   * @throws ApprovalException if there is none, whatever the reason
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked
   */
  public Approval require(ApprovalPolicy policy, ApprovalQuestion question) {
    return await(begin(policy, question));
  }

  /**
   * Begins a wait for the approval that a policy wants. Nothing is sent yet; its time runs from
   * now.
   *
   * @param policy whose approval
   * @param question what for
   * @return the wait, for its caller to drive
   */
  public ApprovalWait begin(ApprovalPolicy policy, ApprovalQuestion question) {
    if (policy instanceof ApprovalPolicy.ByIssue byIssue) {
      return begin(byIssue.request(question.plan()), question);
    }
    if (policy instanceof ApprovalPolicy.ByGate byGate) {
      return new ApprovalWait(
          new GateSource(byGate.gate(), question),
          question,
          new ApprovalWait.Settings(byGate.timeout(), byGate.listener(), false),
          clock);
    }
    return ApprovalWait.over(
        new Approval(Approval.Outcome.NOT_REQUIRED, question, "", "", "", Duration.ZERO),
        new GateSource(asked -> ApprovalDecision.pending(), question),
        clock);
  }

  private ApprovalWait begin(ApprovalRequest request, ApprovalQuestion question) {
    return new ApprovalWait(
        new IssueSource(plans, request),
        question,
        new ApprovalWait.Settings(request.timeout(), request.listener(), request.acceptsSkipped()),
        clock);
  }

  private Approval await(ApprovalWait wait) {
    try {
      for (Duration next = wait.look(); next != null; next = wait.look()) {
        sleeper.sleep(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw wait.interrupted(e);
    }
    return wait.result();
  }
}
