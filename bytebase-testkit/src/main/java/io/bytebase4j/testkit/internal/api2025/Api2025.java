package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Api;
import io.bytebase4j.testkit.internal.api.ApiFactory;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api.PolicyService;
import io.bytebase4j.testkit.internal.json.ApiCatalog;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.State;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts the methods of 2025 that the testkit answers together. What the catalog of an age does not
 * have can't be called.
 */
public final class Api2025 {

  private final Map<String, Function<Call, JsonObject>> handlers = new HashMap<>();

  private Api2025() {}

  /** The API over a state, in a shape. */
  public static Api create(
      State state, RunScheduler scheduler, ApiFactory.Settings settings, Shape2025 shape) {
    Names2025 names = new Names2025(state.project());
    RolloutViews views = new RolloutViews(state, names, shape.rollouts());
    Releases2025 releases =
        new Releases2025(state, new ReleaseViews(state, names), shape.releases());
    Api2025 api = new Api2025();
    api.workspace(new Workspace2025(state, names, settings, shape.version()));
    api.policies(new PolicyService(settings.accounts(), "user:"));
    api.releases(
        releases, new Checks2025(state, names, releases, shape.releases(), settings.reviewRules()));
    Revisions2025 revisions = new Revisions2025(state, names, shape.releases());
    api.put("DatabaseService/ListRevisions", revisions::list);
    api.put("RevisionService/ListRevisions", revisions::list);
    api.plans(new Plans2025(state, names, shape.plans()), new PlanPreview(state, names));
    api.rollouts(new Rollouts2025(state, shape.plans(), shape.rollouts(), views));
    api.tasks(
        new Tasks2025(state, scheduler, shape.rollouts()),
        new TaskRuns2025(state, shape.rollouts(), views));
    api.issues(new Issues2025(state, names, shape.plans(), views));
    return new Api(
        ApiCatalog.load(shape.age()),
        state,
        settings.accounts(),
        settings.tokens(),
        shape.manners(),
        api.handlers);
  }

  private void put(String method, Function<Call, JsonObject> handler) {
    handlers.put("/bytebase.v1." + method, handler);
  }

  private void workspace(Workspace2025 workspace) {
    put("AuthService/Login", workspace::login);
    put("AuthService/Logout", workspace::logout);
    put("UserService/GetCurrentUser", workspace::me);
    put("ActuatorService/GetActuatorInfo", workspace::actuatorInfo);
    put("ProjectService/GetProject", workspace::project);
    put("DatabaseService/GetDatabase", workspace::database);
  }

  // (code)
  private void policies(PolicyService policies) {
    put("ProjectService/GetIamPolicy", policies::ofProject);
    put("RoleService/GetRole", policies::role);
  }

  private void releases(Releases2025 releases, Checks2025 checks) {
    put("ReleaseService/CheckRelease", checks::check);
    put("ReleaseService/CreateRelease", releases::create);
    put("ReleaseService/GetRelease", releases::get);
    put("ReleaseService/ListReleases", releases::list);
    put("ReleaseService/SearchReleases", releases::search);
  }

  private void plans(Plans2025 plans, PlanPreview preview) {
    put("PlanService/PreviewPlan", preview::preview);
    put("PlanService/CreatePlan", plans::create);
    put("PlanService/GetPlan", plans::get);
    put("PlanService/ListPlans", plans::list);
    put("PlanService/SearchPlans", plans::search);
  }

  private void rollouts(Rollouts2025 rollouts) {
    put("RolloutService/CreateRollout", rollouts::create);
    put("RolloutService/GetRollout", rollouts::get);
    put("RolloutService/ListRollouts", rollouts::list);
  }

  private void tasks(Tasks2025 tasks, TaskRuns2025 runs) {
    put("RolloutService/BatchRunTasks", tasks::batchRun);
    put("RolloutService/BatchSkipTasks", tasks::batchSkip);
    put("RolloutService/BatchCancelTaskRuns", tasks::batchCancel);
    put("RolloutService/ListTaskRuns", runs::list);
    put("RolloutService/GetTaskRun", runs::get);
    put("RolloutService/GetTaskRunLog", runs::log);
    put("RolloutService/GetTaskRunSession", runs::session);
    put("RolloutService/PreviewTaskRunRollback", runs::previewRollback);
  }

  private void issues(Issues2025 issues) {
    put("IssueService/CreateIssue", issues::create);
    put("IssueService/GetIssue", issues::get);
    put("IssueService/ApproveIssue", issues::decide);
    put("IssueService/RejectIssue", issues::decide);
    put("IssueService/RequestIssue", issues::decide);
    put("IssueService/BatchUpdateIssuesStatus", issues::updateStatus);
  }
}
