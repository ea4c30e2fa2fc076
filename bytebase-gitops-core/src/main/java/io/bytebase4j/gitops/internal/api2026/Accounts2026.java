package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.model.BatchCancelTaskRunsRequest;
import io.bytebase4j.client.model.CheckReleaseRequest;
import io.bytebase4j.client.model.Issue;
import io.bytebase4j.client.model.IssueType;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.client.model.Rollout;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.AccountReads;
import io.bytebase4j.gitops.internal.Trials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an account may do, as servers of 2026 tell it. Most permissions are asked for before a
 * request is looked into. Not so {@code bb.rollouts.create}, for which the plan has to be there,
 * and a call with one that is there might make its rollout; and {@code bb.taskRuns.create}, for
 * which the plan has to be there, too.
 */
final class Accounts2026 implements AccountCalls {
  private static final String CHECK = "bb.releases.check";
  private static final String CREATE_ROLLOUTS = "bb.rollouts.create";
  private static final String CREATE_TASK_RUNS = "bb.taskRuns.create";

  /** No plan has this number. */
  private static final String NO_PLAN = "/plans/999999999";

  /** No task and no run of one has this number, the highest there is. */
  private static final String NO_RUN = "/tasks/" + Long.MAX_VALUE + "/taskRuns/" + Long.MAX_VALUE;

  private final BytebaseClient client;
  private final ServerInfo server;
  private final AccountReads reads;

  Accounts2026(BytebaseClient client, ServerInfo server) {
    this.client = client;
    this.server = server;
    this.reads = new AccountReads(client);
  }

  @Override
  public Needs needs() {
    return new Needs(
        List.of(CHECK),
        List.of("bb.releases.create", "bb.releases.get"),
        List.of(
            "bb.plans.create",
            "bb.plans.get",
            CREATE_ROLLOUTS,
            "bb.rollouts.get",
            "bb.rollouts.list",
            CREATE_TASK_RUNS,
            "bb.taskRuns.list"),
        List.of(
            "bb.issues.create",
            server.has(ServerFeature.PLAN_APPROVAL_STATUS) ? "bb.plans.get" : "bb.issues.get"));
  }

  @Override
  public Told hasProject(String project, Supplier<Duration> timeLeft) {
    return reads.project(project, timeLeft);
  }

  // A review without files is refused, but only after its targets were looked for.
  @Override
  public Told hasTarget(String project, String target, Supplier<Duration> timeLeft) {
    CheckReleaseRequest request =
        new CheckReleaseRequest()
            .release(new Release().type(ReleaseType.VERSIONED))
            .addTargetsItem(target);
    ApiException refusal =
        Trials.refusal(client.releases().checkRelease(project, request), timeLeft.get());
    if (refusal == null) {
      return Told.of(Answer.YES);
    }
    String words = refusal.error().message();
    if (refusal instanceof InvalidArgumentException) {
      // What is said against a target names it, for example that it belongs to another project.
      return words.contains(target) ? new Told(Answer.NO, words) : Told.of(Answer.YES);
    }
    return new Told(Trials.isNotThere(refusal) ? Answer.NO : Answer.UNKNOWN, words);
  }

  @Override
  public Answer may(String project, String permission, Supplier<Duration> timeLeft) {
    Answer told =
        switch (permission) {
          case CREATE_ROLLOUTS -> Answer.UNKNOWN;
          case CREATE_TASK_RUNS -> mayRun(project, timeLeft);
          default -> Trials.of(permission, trial(project, permission), timeLeft.get());
        };
    return told == Answer.UNKNOWN ? reads.granted(project, permission, timeLeft) : told;
  }

  private ApiCall<?> trial(String project, String permission) {
    return switch (permission) {
      case CHECK -> client.releases().checkRelease(project, new CheckReleaseRequest());
      case "bb.releases.create" ->
          client.releases().createRelease(project, new Release().type(ReleaseType.VERSIONED));
      case "bb.releases.get" -> client.releases().getRelease(project + "/releases/none");
      case "bb.plans.create" -> client.plans().createPlan(project, new Plan());
      case "bb.plans.get" -> client.plans().getPlan(project + NO_PLAN);
      case "bb.rollouts.get" -> client.rollouts().getRollout(project + NO_PLAN + "/rollout");
      case "bb.rollouts.list" -> client.rollouts().listRollouts(project).pageSize(1);
      case "bb.taskRuns.list" ->
          client.rollouts().listTaskRuns(project + NO_PLAN + "/rollout/stages/-/tasks/-");
      case "bb.issues.create" ->
          client.issues().createIssue(project, new Issue().type(IssueType.DATABASE_CHANGE));
      case "bb.issues.get" -> client.issues().getIssue(project + "/issues/999999999");
      default -> throw new IllegalArgumentException("no call tells of " + permission);
    };
  }

  // To cancel a run is permitted to those who may start one. That there is no such run is no fault
  // to the server; to start a task that is not there is none either, but wakes notifications.
  private Answer mayRun(String project, Supplier<Duration> timeLeft) {
    Optional<String> stage = someStage(project, timeLeft);
    if (stage.isEmpty()) {
      return Answer.UNKNOWN;
    }
    ApiException refusal =
        Trials.refusal(
            client
                .rollouts()
                .batchCancelTaskRuns(
                    stage.get() + "/tasks/-",
                    new BatchCancelTaskRunsRequest().addTaskRunsItem(stage.get() + NO_RUN)),
            timeLeft.get());
    if (refusal == null) {
      return Answer.YES;
    }
    boolean denied =
        refusal instanceof PermissionDeniedException
            && refusal.error().code() == ErrorCode.PERMISSION_DENIED
            && text(refusal.error().message()).contains("cancel tasks");
    return denied ? Answer.NO : Answer.UNKNOWN;
  }

  private Optional<String> someStage(String project, Supplier<Duration> timeLeft) {
    try {
      return client
          .rollouts()
          .listRollouts(project)
          .pageSize(1)
          .timeout(timeLeft.get())
          .execute()
          .getRollouts()
          .stream()
          .map(Rollout::getStages)
          .flatMap(List::stream)
          .map(stage -> text(stage.getName()))
          .findFirst();
    } catch (PermissionDeniedException e) {
      return Optional.empty();
    }
  }
}
