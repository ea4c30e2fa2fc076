package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.ApiCatalog;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.State;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Puts the methods of 2026 that the testkit answers together. */
public final class ApiFactory {

  /**
   * What the API is made for.
   *
   * @param accounts who may sign in
   * @param tokens makes and reads access tokens
   * @param clock tells the time for the tokens of others
   * @param reviewRules whether the check applies the rules of a review policy
   * @param workspaceId the id of the workspace
   * @param instances how many database instances there are
   * @param anyJdbcUrl a database to ask PostgreSQL something that needs none
   */
  public record Settings(
      Accounts accounts,
      Tokens tokens,
      InstantSource clock,
      boolean reviewRules,
      String workspaceId,
      int instances,
      String anyJdbcUrl) {}

  private ApiFactory() {}

  /** The API over a state. */
  public static Api create(State state, RunScheduler scheduler, Settings settings) {
    Names names = new Names(state.project());
    Views views = new Views(state, names);
    Tokens tokens = settings.tokens();
    Map<String, Function<Call, JsonObject>> handlers = new HashMap<>();
    workspace(
        handlers,
        new WorkspaceService(
            state,
            names,
            settings.accounts(),
            tokens,
            settings.workspaceId(),
            settings.instances()));
    handlers.put(
        "/bytebase.v1.AuthService/ExchangeToken",
        new TokenExchange(settings.accounts(), tokens, settings.clock())::exchange);
    SheetText sheetText = new SheetText(settings.anyJdbcUrl());
    policies(handlers, new PolicyService(settings.accounts(), "serviceAccount:"));
    releases(
        handlers,
        new ReleaseService(state, names, views, sheetText),
        new CheckService(state, settings.reviewRules()));
    handlers.put(
        "/bytebase.v1.RevisionService/ListRevisions", new RevisionService(state, views)::list);
    handlers.put("/bytebase.v1.SheetService/GetSheet", new SheetService(state, names)::get);
    issues(handlers, new IssueService(state, views));
    plans(handlers, new PlanService(state, names, views), new RolloutService(state, views));
    tasks(handlers, new TaskService(state, scheduler), new TaskRunService(state, views));
    return new Api(
        ApiCatalog.load("2026-08"),
        state,
        settings.accounts(),
        tokens,
        new Manners2026(),
        handlers);
  }

  private static void workspace(
      Map<String, Function<Call, JsonObject>> handlers, WorkspaceService workspace) {
    handlers.put("/bytebase.v1.AuthService/Login", workspace::login);
    handlers.put("/bytebase.v1.AuthService/Logout", workspace::logout);
    handlers.put("/bytebase.v1.AuthService/Refresh", workspace::refresh);
    handlers.put("/bytebase.v1.UserService/GetCurrentUser", workspace::me);
    handlers.put("/bytebase.v1.ActuatorService/GetActuatorInfo", workspace::actuatorInfo);
    handlers.put("/bytebase.v1.ProjectService/GetProject", workspace::project);
  }

  private static void policies(
      Map<String, Function<Call, JsonObject>> handlers, PolicyService policies) {
    handlers.put("/bytebase.v1.ProjectService/GetIamPolicy", policies::ofProject);
    handlers.put("/bytebase.v1.WorkspaceService/GetIamPolicy", policies::ofWorkspace);
    handlers.put("/bytebase.v1.RoleService/GetRole", policies::role);
  }

  private static void releases(
      Map<String, Function<Call, JsonObject>> handlers,
      ReleaseService releases,
      CheckService check) {
    handlers.put("/bytebase.v1.ReleaseService/CheckRelease", check::check);
    handlers.put("/bytebase.v1.ReleaseService/CreateRelease", releases::create);
    handlers.put("/bytebase.v1.ReleaseService/GetRelease", releases::get);
    handlers.put("/bytebase.v1.ReleaseService/ListReleases", releases::list);
  }

  private static void issues(
      Map<String, Function<Call, JsonObject>> handlers, IssueService issues) {
    handlers.put("/bytebase.v1.IssueService/CreateIssue", issues::create);
    handlers.put("/bytebase.v1.IssueService/GetIssue", issues::get);
    handlers.put("/bytebase.v1.IssueService/ApproveIssue", issues::decide);
    handlers.put("/bytebase.v1.IssueService/RejectIssue", issues::decide);
    handlers.put("/bytebase.v1.IssueService/RequestIssue", issues::decide);
    handlers.put("/bytebase.v1.IssueService/BatchUpdateIssuesStatus", issues::updateStatus);
  }

  private static void plans(
      Map<String, Function<Call, JsonObject>> handlers,
      PlanService plans,
      RolloutService rollouts) {
    handlers.put("/bytebase.v1.PlanService/CreatePlan", plans::create);
    handlers.put("/bytebase.v1.PlanService/GetPlan", plans::get);
    handlers.put("/bytebase.v1.PlanService/UpdatePlan", plans::update);
    handlers.put("/bytebase.v1.RolloutService/CreateRollout", plans::createRollout);
    handlers.put("/bytebase.v1.RolloutService/GetRollout", rollouts::get);
    handlers.put("/bytebase.v1.RolloutService/ListRollouts", rollouts::list);
  }

  private static void tasks(
      Map<String, Function<Call, JsonObject>> handlers, TaskService tasks, TaskRunService runs) {
    handlers.put("/bytebase.v1.RolloutService/BatchRunTasks", tasks::batchRun);
    handlers.put("/bytebase.v1.RolloutService/BatchSkipTasks", tasks::batchSkip);
    handlers.put("/bytebase.v1.RolloutService/BatchCancelTaskRuns", tasks::batchCancel);
    handlers.put("/bytebase.v1.RolloutService/ListTaskRuns", runs::list);
    handlers.put("/bytebase.v1.RolloutService/GetTaskRun", runs::get);
    handlers.put("/bytebase.v1.RolloutService/GetTaskRunLog", runs::log);
    handlers.put("/bytebase.v1.RolloutService/GetTaskRunSession", runs::session);
    handlers.put("/bytebase.v1.RolloutService/PreviewTaskRunRollback", runs::previewRollback);
  }
}
