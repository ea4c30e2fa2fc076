package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.ApiShape;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.v202505.model.PreviewPlanRequest;
import io.bytebase4j.client.v202508.api.IssueService;
import io.bytebase4j.client.v202508.api.PlanService;
import io.bytebase4j.client.v202508.api.ReleaseService;
import io.bytebase4j.client.v202508.api.RolloutService;
import io.bytebase4j.client.v202508.model.CheckReleaseRequest;
import io.bytebase4j.client.v202508.model.Issue;
import io.bytebase4j.client.v202508.model.IssueType;
import io.bytebase4j.client.v202508.model.Plan;
import io.bytebase4j.client.v202508.model.Release;
import io.bytebase4j.client.v202508.model.ReleaseFile;
import io.bytebase4j.client.v202508.model.Rollout;
import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.AccountReads;
import io.bytebase4j.gitops.internal.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an account may do, as servers of 2025 tell it. All permissions but one are asked for before
 * a request is looked into: for {@code bb.taskRuns.create} a rollout has to be there, and each call
 * that tells then is announced to people.
 */
final class Accounts2025 implements AccountCalls {
  private static final String CHECK = "bb.releases.check";
  private static final String CREATE_TASK_RUNS = "bb.taskRuns.create";
  private static final String NONE = "/999999999";

  private final ServerInfo server;
  private final AccountReads reads;
  private final ReleaseService releases;
  private final PlanService plans;
  private final io.bytebase4j.client.v202505.api.PlanService previews;
  private final RolloutService rollouts;
  private final IssueService issues;

  Accounts2025(BytebaseClient client, ServerInfo server) {
    this.server = server;
    this.reads = new AccountReads(client);
    this.releases = client.service(ReleaseService::new);
    this.plans = client.service(PlanService::new);
    this.previews = client.service(io.bytebase4j.client.v202505.api.PlanService::new);
    this.rollouts = client.service(RolloutService::new);
    this.issues = client.service(IssueService::new);
  }

  @Override
  public Needs needs() {
    List<String> release = new ArrayList<>(List.of("bb.releases.create", "bb.releases.get"));
    if (!server.has(ServerFeature.RELEASE_DIGEST)) {
      release.add("bb.releases.list");
    }
    List<String> rollout = new ArrayList<>(List.of("bb.plans.create", "bb.plans.get"));
    if (server.shape() == ApiShape.V3_6) {
      rollout.add("bb.plans.preview");
    }
    rollout.addAll(
        List.of(
            "bb.rollouts.create",
            "bb.rollouts.get",
            "bb.rollouts.list",
            CREATE_TASK_RUNS,
            "bb.taskRuns.list"));
    return new Needs(
        List.of(CHECK), release, rollout, List.of("bb.issues.create", "bb.issues.get"));
  }

  @Override
  public Told hasProject(String project, Supplier<Duration> timeLeft) {
    return reads.project(project, timeLeft);
  }

  // Without files there is nothing to review; targets are looked for all the same.
  @Override
  public Told hasTarget(String project, String target, Supplier<Duration> timeLeft) {
    CheckReleaseRequest request =
        new CheckReleaseRequest().release(new Release()).addTargetsItem(target);
    ApiException refusal = Trials.refusal(releases.checkRelease(project, request), timeLeft.get());
    if (refusal == null || refusal instanceof InvalidArgumentException) {
      return Told.of(Answer.YES);
    }
    return new Told(
        Trials.isNotThere(refusal) ? Answer.NO : Answer.UNKNOWN, refusal.error().message());
  }

  @Override
  public Answer may(String project, String permission, Supplier<Duration> timeLeft) {
    Answer told =
        permission.equals(CREATE_TASK_RUNS)
            ? Answer.UNKNOWN
            : Trials.of(permission, trial(project, permission), timeLeft.get());
    return told == Answer.UNKNOWN ? reads.granted(project, permission, timeLeft) : told;
  }

  private ApiCall<?> trial(String project, String permission) {
    return switch (permission) {
      case CHECK -> releases.checkRelease(project, new CheckReleaseRequest());
      case "bb.releases.create" -> releases.createRelease(project, refusedRelease());
      case "bb.releases.get" -> releases.getRelease(project + "/releases" + NONE);
      case "bb.releases.list" -> releases.listReleases(project).pageSize(1);
      case "bb.plans.create" -> plans.createPlan(project, new Plan());
      case "bb.plans.get" -> plans.getPlan(project + "/plans" + NONE);
      case "bb.plans.preview" -> previews.previewPlan(project, new PreviewPlanRequest());
      case "bb.rollouts.create" -> rolloutOfNoPlan(project);
      case "bb.rollouts.get" -> rollouts.getRollout(project + "/rollouts" + NONE);
      case "bb.rollouts.list" -> rollouts.listRollouts(project).pageSize(1);
      case "bb.taskRuns.list" ->
          rollouts.listTaskRuns(project + "/rollouts" + NONE + "/stages/-/tasks/-");
      case "bb.issues.create" ->
          issues.createIssue(project, new Issue().type(IssueType.DATABASE_CHANGE));
      case "bb.issues.get" -> issues.getIssue(project + "/issues" + NONE);
      default -> throw new IllegalArgumentException("no call tells of " + permission);
    };
  }

  // Until 3.9.0 a release may have no files: it would be made. One with a file that has neither
  // type nor content is refused by all.
  private static Release refusedRelease() {
    return new Release().addFilesItem(new ReleaseFile());
  }

  private ApiCall<?> rolloutOfNoPlan(String project) {
    return rollouts
        .createRollout(project, new Rollout().plan(project + "/plans" + NONE))
        .validateOnly(true);
  }
}
