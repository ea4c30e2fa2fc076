package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.v202508.api.PlanService;
import io.bytebase4j.client.v202508.model.Plan;
import io.bytebase4j.client.v202508.model.PlanChangeDatabaseConfig;
import io.bytebase4j.client.v202508.model.PlanSpec;
import io.bytebase4j.client.v202508.model.SearchPlansRequest;
import io.bytebase4j.client.v202508.model.State;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans from 3.7 on: one specification names a release and all its targets. */
final class Plans2025 implements PlanCalls {
  private final PlanService plans;
  private final PlanIssues issues;

  Plans2025(BytebaseClient client, ServerInfo server) {
    this.plans = client.service(PlanService::new);
    this.issues = new PlanIssues(client, server);
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
    return plan(plans.createPlan(draft.project(), plan).execute());
  }

  @Override
  public Optional<PlanData> find(String name) {
    try {
      return Optional.of(issues.complete(plan(plans.getPlan(name).execute())));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static PlanData plan(Plan plan) {
    return new PlanData(
        text(plan.getName()),
        State.DELETED.equals(plan.getState()),
        time(plan.getCreateTime()),
        plan.getSpecs().stream().map(Plans2025::spec).toList(),
        !text(plan.getRollout()).isEmpty(),
        text(plan.getIssue()),
        "",
        "");
  }

  private static SpecData spec(PlanSpec spec) {
    PlanChangeDatabaseConfig change = spec.getChangeDatabaseConfig();
    return change == null
        ? new SpecData(text(spec.getId()), "", List.of())
        : new SpecData(text(spec.getId()), text(change.getRelease()), change.getTargets());
  }

  @Override
  public String createIssue(String plan, String title, String description) {
    return issues.create(plan, title, description);
  }

  @Override
  public PlanSearch search(PlanDraft wanted, Instant releaseTime) {
    return new ListedPlanSearch(
        () ->
            plans
                .searchPlans(
                    wanted.project(),
                    new SearchPlansRequest().pageSize(ListedPlanSearch.PLANS_PER_PAGE))
                .stream()
                .map(Plans2025::plan),
        wanted::isHeldBy,
        releaseTime);
  }
}
