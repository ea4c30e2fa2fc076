package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.v202508.api.IssueService;
import io.bytebase4j.client.v202508.model.ApprovalTemplate;
import io.bytebase4j.client.v202508.model.Issue;
import io.bytebase4j.client.v202508.model.IssueApprover;
import io.bytebase4j.client.v202508.model.IssueApproverStatus;
import io.bytebase4j.client.v202508.model.IssueType;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.IssueStates;
import io.bytebase4j.gitops.internal.PlanCalls.PlanData;
import java.util.List;

/**
 * The issues of plans. In 2025 a plan does not tell how its approval stands: the issue does, to
 * those who may get it ({@code bb.issues.get}).
 */
final class PlanIssues {
  private final ServerInfo server;
  private final IssueService issues;
  private final IssueStates states;

  PlanIssues(BytebaseClient client, ServerInfo server) {
    this.server = server;
    this.states = new IssueStates(client);
    this.issues = client.service(IssueService::new);
  }

  String create(String plan, String title, String description) {
    Issue issue =
        new Issue()
            .title(title)
            .description(description)
            .type(IssueType.DATABASE_CHANGE)
            .plan(plan);
    return text(issues.createIssue(ResourceNames.projectOf(plan), issue).execute().getName());
  }

  /** The same plan with what its issue tells. */
  PlanData complete(PlanData plan) {
    if (plan.issue().isEmpty()) {
      return plan;
    }
    if (server.has(ServerFeature.ISSUE_APPROVAL_STATUS)) {
      return states.complete(plan);
    }
    Issue issue = issues.getIssue(plan.issue()).execute();
    return plan.withIssue(text(issue.getStatus()), approval(issue));
  }

  /** In the words of newer servers. */
  private static String approval(Issue issue) {
    if (!text(issue.getApprovalFindingError()).isEmpty()
        || !Boolean.TRUE.equals(issue.getApprovalFindingDone())) {
      return "CHECKING";
    }
    List<IssueApproverStatus> given =
        issue.getApprovers().stream().map(IssueApprover::getStatus).toList();
    if (given.contains(IssueApproverStatus.REJECTED)) {
      return "REJECTED";
    }
    int steps = issue.getApprovalTemplates().stream().mapToInt(PlanIssues::steps).sum();
    if (steps == 0) {
      return "SKIPPED";
    }
    long approved = given.stream().filter(IssueApproverStatus.APPROVED::equals).count();
    return approved >= steps ? "APPROVED" : "PENDING";
  }

  private static int steps(ApprovalTemplate template) {
    return template.getFlow() == null ? 0 : template.getFlow().getSteps().size();
  }
}
