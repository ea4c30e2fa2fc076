package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.v202505.api.PlanService;
import io.bytebase4j.client.v202505.model.Plan;
import io.bytebase4j.client.v202505.model.PlanReleaseSource;
import io.bytebase4j.client.v202505.model.PlanSpec;
import io.bytebase4j.client.v202505.model.PreviewPlanRequest;
import io.bytebase4j.client.v202505.model.SearchPlansRequest;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.DatabaseReads;
import io.bytebase4j.gitops.internal.NothingToPlanException;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanSearch;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans of 3.6: the server shows which files a release has for which databases, and the plan is
 * made of that. Its specifications are of the server's making, so that the description tells for
 * what it was made.
 */
final class PreviewedPlans implements PlanCalls {
  private static final String MARK = "Bytebase4J ";

  private final PlanService plans;
  private final PlanIssues issues;
  private final DatabaseReads databases;

  PreviewedPlans(BytebaseClient client, ServerInfo server) {
    this.plans = client.service(PlanService::new);
    this.issues = new PlanIssues(client, server);
    this.databases = new DatabaseReads(client);
  }

  @Override
  public PlanData create(PlanDraft draft) {
    PreviewPlanRequest request =
        new PreviewPlanRequest()
            .release(draft.release())
            .targets(draft.targets())
            .allowOutOfOrder(true);
    Plan plan =
        Objects.requireNonNullElseGet(
            plans.previewPlan(draft.project(), request).execute().getPlan(), Plan::new);
    Set<String> planned =
        plan.getSteps().stream()
            .flatMap(step -> step.getSpecs().stream())
            .map(PlanSpec::getChangeDatabaseConfig)
            .filter(Objects::nonNull)
            .map(config -> text(config.getTarget()))
            .collect(Collectors.toSet());
    // The server passes over those that there are not as over those where all is applied.
    draft.targets().stream()
        .filter(target -> !planned.contains(target) && !ResourceNames.isDatabaseGroup(target))
        .forEach(databases::requireDatabase);
    if (planned.isEmpty()) {
      throw new NothingToPlanException(draft.release());
    }
    plan.title(draft.title()).description(MARK + draft.specId());
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
    PlanReleaseSource source = plan.getReleaseSource();
    String description = text(plan.getDescription());
    String key = description.startsWith(MARK) ? description.substring(MARK.length()) : "";
    return new PlanData(
        text(plan.getName()),
        false,
        time(plan.getCreateTime()),
        List.of(new SpecData(key, source == null ? "" : text(source.getRelease()), List.of())),
        false,
        text(plan.getIssue()),
        "",
        "");
  }

  @Override
  public String createIssue(String plan, String title, String description) {
    return issues.create(plan, title, description);
  }

  @Override
  public PlanSearch search(PlanDraft wanted, Instant releaseTime) {
    SpecData spec = new SpecData(wanted.specId(), wanted.release(), List.of());
    return new ListedPlanSearch(
        () ->
            plans
                .searchPlans(
                    wanted.project(),
                    new SearchPlansRequest().pageSize(ListedPlanSearch.PLANS_PER_PAGE))
                .stream()
                .map(PreviewedPlans::plan),
        plan -> plan.specs().equals(List.of(spec)),
        releaseTime);
  }
}
