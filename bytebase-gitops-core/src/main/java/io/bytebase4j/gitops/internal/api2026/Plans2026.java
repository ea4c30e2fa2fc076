package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.model.Issue;
import io.bytebase4j.client.model.IssueType;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.PlanChangeDatabaseConfig;
import io.bytebase4j.client.model.PlanSpec;
import io.bytebase4j.client.model.State;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.IssueStates;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanSearch;
import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans, as the API of 2026 has them: one specification names a release and all its targets. */
final class Plans2026 implements PlanCalls {
  private final BytebaseClient client;
  private final ServerInfo server;
  private final RolloutCalls rollouts;

  Plans2026(BytebaseClient client, ServerInfo server, RolloutCalls rollouts) {
    this.client = client;
    this.server = server;
    this.rollouts = rollouts;
  }

  @Override
  public PlanData create(PlanDraft draft) {
    Plan plan =
        new Plan()
            .title(draft.title())
            .addSpecsItem(
                new PlanSpec()
                    .id(draft.specId())
                    .changeDatabaseConfig(
                        new PlanChangeDatabaseConfig()
                            .targets(draft.targets())
                            .release(draft.release())));
    return plan(client.plans().createPlan(draft.project(), plan).execute());
  }

  @Override
  public Optional<PlanData> find(String name) {
    try {
      PlanData plan = plan(client.plans().getPlan(name).execute());
      boolean told =
          plan.issue().isEmpty()
              || !plan.approvalStatus().isEmpty()
              || server.has(ServerFeature.PLAN_APPROVAL_STATUS);
      return Optional.of(told ? plan : new IssueStates(client).complete(plan));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static PlanData plan(Plan plan) {
    return new PlanData(
        text(plan.getName()),
        State.DELETED.equals(plan.getState()),
        time(plan.getCreateTime()),
        plan.getSpecs().stream().map(Plans2026::spec).toList(),
        Boolean.TRUE.equals(plan.getHasRollout()),
        text(plan.getIssue()),
        text(plan.getIssueStatus()),
        text(plan.getApprovalStatus()));
  }

  private static SpecData spec(PlanSpec spec) {
    PlanChangeDatabaseConfig change = spec.getChangeDatabaseConfig();
    return change == null
        ? new SpecData(text(spec.getId()), "", List.of())
        : new SpecData(text(spec.getId()), text(change.getRelease()), change.getTargets());
  }

  @Override
  public String createIssue(String plan, String title, String description) {
    Issue issue =
        new Issue()
            .title(title)
            .description(description)
            .type(IssueType.DATABASE_CHANGE)
            .plan(plan);
    return text(
        client.issues().createIssue(ResourceNames.projectOf(plan), issue).execute().getName());
  }

  @Override
  public PlanSearch search(PlanDraft wanted, Instant releaseTime) {
    return new NumberedPlanSearch(this, rollouts, wanted, releaseTime);
  }
}
