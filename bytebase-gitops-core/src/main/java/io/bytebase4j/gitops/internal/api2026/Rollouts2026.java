package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.model.BatchCancelTaskRunsRequest;
import io.bytebase4j.client.model.BatchRunTasksRequest;
import io.bytebase4j.client.model.BatchSkipTasksRequest;
import io.bytebase4j.client.model.CreateRolloutRequest;
import io.bytebase4j.client.model.Rollout;
import io.bytebase4j.client.model.Stage;
import io.bytebase4j.client.model.Task;
import io.bytebase4j.client.model.TaskDatabaseUpdate;
import io.bytebase4j.client.model.TaskRun;
import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rollouts, as the API of 2026 has them: below their plans. */
final class Rollouts2026 implements RolloutCalls {
  private final BytebaseClient client;

  Rollouts2026(BytebaseClient client) {
    this.client = client;
  }

  @Override
  public RolloutData create(String plan) {
    return rollout(client.rollouts().createRollout(plan, new CreateRolloutRequest()).execute());
  }

  @Override
  public boolean leavesOutWhatIsApplied() {
    return false;
  }

  @Override
  public RolloutData get(String name) {
    return rollout(client.rollouts().getRollout(name).execute());
  }

  // CreateRollout finds the rollout there is, and wakes both of the server's schedulers.
  // BatchRunTasks
  // sent again would do so, too, but it makes another run where the first has failed already.
  @Override
  public RolloutData wake(String name) {
    return create(name.substring(0, name.lastIndexOf("/rollout")));
  }

  @Override
  public Stream<RolloutData> list(String project, @Nullable Instant updatedSince, int pageSize) {
    return client
        .rollouts()
        .listRollouts(project)
        .filter(updatedSince == null ? null : "update_time >= \"" + updatedSince + "\"")
        .pageSize(pageSize)
        .stream()
        .map(Rollouts2026::rollout);
  }

  private static RolloutData rollout(Rollout rollout) {
    return new RolloutData(
        text(rollout.getName()),
        time(rollout.getUpdateTime()),
        rollout.getStages().stream().map(Rollouts2026::stage).toList());
  }

  private static StageData stage(Stage stage) {
    return new StageData(
        text(stage.getName()),
        text(stage.getEnvironment()),
        stage.getTasks().stream().map(Rollouts2026::task).toList());
  }

  private static TaskData task(Task task) {
    TaskDatabaseUpdate update = task.getDatabaseUpdate();
    return new TaskData(
        text(task.getName()),
        text(task.getSpecId()),
        update == null ? "" : text(update.getRelease()),
        text(task.getTarget()),
        text(task.getStatus()),
        text(task.getSkippedReason()),
        task.getRunTime());
  }

  @Override
  public void run(String stage, List<String> tasks, @Nullable Instant runTime) {
    client
        .rollouts()
        .batchRunTasks(stage, new BatchRunTasksRequest().tasks(tasks).runTime(runTime))
        .execute();
  }

  @Override
  public void skip(String stage, List<String> tasks, String reason) {
    client
        .rollouts()
        .batchSkipTasks(stage, new BatchSkipTasksRequest().tasks(tasks).reason(reason))
        .execute();
  }

  @Override
  public void cancel(String stage, List<String> taskRuns) {
    client
        .rollouts()
        .batchCancelTaskRuns(
            stage + "/tasks/-", new BatchCancelTaskRunsRequest().taskRuns(taskRuns))
        .execute();
  }

  @Override
  public List<TaskRunData> taskRuns(String parent) {
    return client.rollouts().listTaskRuns(parent).execute().getTaskRuns().stream()
        .map(Rollouts2026::taskRun)
        .toList();
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
    return client.rollouts().getTaskRunLog(taskRun).execute().getEntries().stream()
        .map(LogEntries::of)
        .toList();
  }

  @Override
  public String previewRollback(String taskRun) {
    return text(client.rollouts().previewTaskRunRollback(taskRun).execute().getStatement());
  }
}
