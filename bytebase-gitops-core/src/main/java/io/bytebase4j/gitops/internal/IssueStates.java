package io.bytebase4j.gitops.internal;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.Issue;
import io.bytebase4j.gitops.internal.PlanCalls.PlanData;

/**
 * How approvals stand, told by issues that know it, to those who may get them ({@code
 * bb.issues.get}). Thread-safe.
 */
public final class IssueStates {
  private final BytebaseClient client;

  /**
   * Reads through a client.
   *
   * @param client the client
   */
  public IssueStates(BytebaseClient client) {
    this.client = client;
  }

  /**
   * Adds to a plan what its issue tells.
   *
   * @param plan a plan with an issue
   * @return the same plan with the issue's status and that of its approval
   */
  public PlanData complete(PlanData plan) {
    Issue issue = client.issues().getIssue(plan.issue()).execute();
    return plan.withIssue(text(issue.getStatus()), text(issue.getApprovalStatus()));
  }
}
