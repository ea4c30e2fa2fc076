package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.UnsupportedByServerException;
import io.bytebase4j.client.v202508.api.PlanService;
import io.bytebase4j.client.v202508.api.RolloutService;
import io.bytebase4j.client.v202508.model.BatchCancelTaskRunsRequest;
import io.bytebase4j.client.v202508.model.BatchRunTasksRequest;
import io.bytebase4j.client.v202508.model.BatchSkipTasksRequest;
import io.bytebase4j.client.v202508.model.Rollout;
import io.bytebase4j.client.v202508.model.Stage;
import io.bytebase4j.client.v202508.model.Task;
import io.bytebase4j.client.v202508.model.TaskRun;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rollouts, as the API of 2025 has them: beside their plans, with a task for each file. */
final class Rollouts2025 implements RolloutCalls {
  /** What the server says of tasks that were started already, as part of an internal error. */
  private static final String STARTED = "there are pending/running/done task runs";

  /** A task with one of these can be started. */
  private static final Set<String> STARTABLE = Set.of("NOT_STARTED", "FAILED", "CANCELED");

  private static final String CANCEL_REASON = "cancelled by Bytebase4J";

  private final ServerInfo server;
  private final RolloutService rollouts;
  private final TaskFiles files;
  private final PlannedStages stages;

  Rollouts2025(BytebaseClient client, ServerInfo server, PlanCalls plans, ReleaseCalls releases) {
    this.server = server;
    this.rollouts = client.service(RolloutService::new);
    this.files = new TaskFiles(rollouts, plans, releases);
    this.stages = new PlannedStages(client.service(PlanService::new));
  }

  // With no target the server makes all stages at once, as newer ones always do.
  @Override
  public RolloutData create(String plan) {
    return rollout(
        rollouts.createRollout(ResourceNames.projectOf(plan), new Rollout().plan(plan)).execute());
  }

  @Override
  public boolean leavesOutWhatIsApplied() {
    return true;
  }

  @Override
  public RolloutData get(String name) {
    return rollout(rollouts.getRollout(name).execute());
  }

  // BatchRunTasks wakes the server itself.
  @Override
  public RolloutData wake(String name) {
    return get(name);
  }

  // A list of all would have to be completed plan by plan.
  @Override
  public Stream<RolloutData> list(String project, @Nullable Instant updatedSince, int pageSize) {
    throw new UnsupportedByServerException(ServerFeature.ROLLOUT_CHANGES, server.reported());
  }

  private RolloutData rollout(Rollout rollout) {
    return stages.completed(
        text(rollout.getPlan()),
        new RolloutData(
            text(rollout.getName()),
            time(rollout.getUpdateTime()),
            rollout.getStages().stream().map(Rollouts2025::stage).toList()));
  }

  private static StageData stage(Stage stage) {
    return new StageData(
        text(stage.getName()),
        text(stage.getEnvironment()),
        stage.getTasks().stream().map(Rollouts2025::task).toList());
  }

  private static TaskData task(Task task) {
    return new TaskData(
        text(task.getName()),
        text(task.getSpecId()),
        "",
        text(task.getTarget()),
        text(task.getStatus()),
        text(task.getSkippedReason()),
        task.getRunTime());
  }

  @Override
  public void run(String stage, List<String> tasks, @Nullable Instant runTime) {
    if (runTime != null) {
      server.require(ServerFeature.SCHEDULED_RUN);
    }
    try {
      send(stage, tasks, runTime);
    } catch (BytebaseException e) {
      if (!isStarted(KnownFaults.answer(e))) {
        throw e;
      }
      // The server takes all or none: those that nobody has started are sent again.
      List<String> left = startable(stage, tasks);
      if (left.size() == tasks.size()) {
        throw e;
      }
      if (!left.isEmpty()) {
        send(stage, left, runTime);
      }
    }
  }

  private void send(String stage, List<String> tasks, @Nullable Instant runTime) {
    rollouts
        .batchRunTasks(stage, new BatchRunTasksRequest().tasks(tasks).runTime(runTime))
        .execute();
  }

  private static boolean isStarted(@Nullable ApiException answer) {
    return answer != null && answer.error().message().contains(STARTED);
  }

  private List<String> startable(String stage, List<String> tasks) {
    Set<String> startable = new HashSet<>();
    get(stage.substring(0, stage.indexOf("/stages/"))).stages().stream()
        .flatMap(seen -> seen.tasks().stream())
        .filter(task -> STARTABLE.contains(task.status()))
        .forEach(task -> startable.add(task.name()));
    return tasks.stream().filter(startable::contains).toList();
  }

  @Override
  public void skip(String stage, List<String> tasks, String reason) {
    rollouts
        .batchSkipTasks(stage, new BatchSkipTasksRequest().tasks(tasks).reason(reason))
        .execute();
  }

  @Override
  public void cancel(String stage, List<String> taskRuns) {
    BatchCancelTaskRunsRequest request = new BatchCancelTaskRunsRequest().taskRuns(taskRuns);
    if (server.has(ServerFeature.CANCEL_REASON)) {
      request.reason(CANCEL_REASON);
    }
    rollouts.batchCancelTaskRuns(stage + "/tasks/-", request).execute();
  }

  @Override
  public List<TaskRunData> taskRuns(String parent) {
    return rollouts.listTaskRuns(parent).stream().map(Rollouts2025::taskRun).toList();
  }

  private static TaskRunData taskRun(TaskRun run) {
    return new TaskRunData(
        text(run.getName()),
        text(run.getStatus()),
        text(run.getDetail()),
        time(run.getCreateTime()),
        run.getStartTime(),
        time(run.getUpdateTime()),
        run.getRunTime());
  }

  @Override
  public List<LogEntryData> log(String taskRun) {
    List<LogEntryData> entries = new ArrayList<>();
    rollouts
        .getTaskRunLog(taskRun)
        .execute()
        .getEntries()
        .forEach(entry -> entries.add(LogEntries2025.of(entry)));
    if (!entries.isEmpty()) {
      files
          .of(taskRun.substring(0, taskRun.indexOf("/taskRuns/")))
          .ifPresent(file -> entries.add(0, LogEntries2025.begin(file, entries.get(0).time())));
    }
    return List.copyOf(entries);
  }

  @Override
  public String previewRollback(String taskRun) {
    return text(rollouts.previewTaskRunRollback(taskRun).execute().getStatement());
  }
}
