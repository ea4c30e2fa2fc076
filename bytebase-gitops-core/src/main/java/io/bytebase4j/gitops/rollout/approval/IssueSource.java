package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.ConflictException;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import io.bytebase4j.gitops.rollout.approval.ApprovalLook.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An approval by the issue of a plan. The issue is made if there is none: a plan can have but one,
 * so whoever is late is refused and finds the other's at the next look.
 */
final class IssueSource implements ApprovalSource {
  private static final int MOST_SENDS = 3;

  private final PlanCalls plans;
  private final ApprovalRequest request;
  private String issue = "";
  private int sent;
  private boolean checkingAfterRollout;
  private @Nullable Exception lastRefusal;

  IssueSource(PlanCalls plans, ApprovalRequest request) {
    this.plans = plans;
    this.request = request;
  }

  @Override
  public ApprovalLook look() {
    Optional<PlanData> found = plans.find(request.plan());
    if (found.isEmpty()) {
      return impossible("there is no plan " + request.plan(), null);
    }
    PlanData plan = found.get();
    if (plan.archived()) {
      return ApprovalLook.decided(State.CLOSED, "", "", "the plan was put away");
    }
    if (!plan.issue().isEmpty()) {
      issue = plan.issue();
      return judge(plan);
    }
    if (plan.hasRollout()) {
      // The server would never decide on an issue that comes after the rollout.
      return impossible(
          "the plan has a rollout already, so an approval would come too late; ask before the rollout is made",
          null);
    }
    return ask();
  }

  private ApprovalLook ask() {
    if (sent == MOST_SENDS) {
      String why = "the issue that asks for the approval can't be made";
      Exception refusal = lastRefusal;
      return impossible(refusal == null ? why : why + " (" + refusal.getMessage() + ")", refusal);
    }
    try {
      issue =
          plans.createIssue(
              request.plan(), request.title(), Texts.withoutLongWords(request.description()));
      return ApprovalLook.waiting("");
    } catch (PermissionDeniedException e) {
      return ApprovalLook.failed(State.FORBIDDEN, "", e);
    } catch (OutcomeUnknownException e) {
      if (e.getCause() instanceof CallInterruptedException interrupted) {
        throw interrupted;
      }
      return refused(e);
    } catch (ConflictException e) {
      return refused(e);
    }
  }

  private ApprovalLook refused(Exception refusal) {
    sent++;
    lastRefusal = refusal;
    return ApprovalLook.passing("", refusal);
  }

  private ApprovalLook judge(PlanData plan) {
    String status = plan.approvalStatus();
    boolean open = plan.issueStatus().equals("OPEN");
    // Done means only that there is a rollout, whoever made it.
    boolean done = plan.issueStatus().equals("DONE");
    String told = open || done ? status : withIssueStatus(plan);
    checkingAfterRollout = plan.hasRollout() && status.equals("CHECKING");
    if (status.equals("REJECTED")) {
      return ApprovalLook.decided(State.REJECTED, told, "", "");
    }
    if (plan.issueStatus().equals("CANCELED")) {
      return ApprovalLook.decided(State.CLOSED, told, "", "the issue was cancelled");
    }
    if (status.equals("APPROVED") && (open || done)) {
      return ApprovalLook.decided(State.APPROVED, told, "", "");
    }
    if (status.equals("SKIPPED") && (open || done)) {
      return ApprovalLook.decided(State.SKIPPED, told, "", "");
    }
    return ApprovalLook.waiting(told);
  }

  private static String withIssueStatus(PlanData plan) {
    String status = plan.approvalStatus();
    String issue = plan.issueStatus().isEmpty() ? "of no status" : plan.issueStatus();
    return status.isEmpty() ? "" : status + " (issue " + issue + ")";
  }

  private static ApprovalLook impossible(String why, @Nullable Exception cause) {
    return ApprovalLook.failed(State.IMPOSSIBLE, why, cause);
  }

  @Override
  public String issue() {
    return issue;
  }

  @Override
  public String hint() {
    return checkingAfterRollout
        ? ", and nobody will: the issue was made after the rollout, and the server does not look at such"
        : "";
  }
}
