package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api2025.Names2025.Below;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs, skips and cancels. */
final class Tasks2025 {

  private static final String CREATE_RUNS = "bb.taskRuns.create";

  private final State state;
  private final RunScheduler scheduler;
  private final RolloutShape shape;

  Tasks2025(State state, RunScheduler scheduler, RolloutShape shape) {
    this.state = state;
    this.scheduler = scheduler;
    this.shape = shape;
  }

  /** Runs all of the tasks that the request names, or none if one of them has run or is to run. */
  JsonObject batchRun(Call call) {
    List<String> names = Json.strings(call.body(), "tasks");
    if (names.isEmpty()) {
      throw ApiException.invalidArgument("The tasks in request cannot be empty");
    }
    Below stage = Names2025.stage(call.resource());
    Instant runTime = time(Json.string(call.body(), "runTime"));
    state.change(
        () -> {
          Pipeline pipeline = require(stage.rollout());
          List<Task> tasks = toRun(call, pipeline, names.stream().map(Names2025::task).toList());
          if (tasks.stream().anyMatch(Tasks2025::hasRun)) {
            throw ApiException.internal(
                "failed to create pending task runs, error cannot create pending task runs because"
                    + " there are pending/running/done task runs");
          }
          tasks.forEach(task -> state.addRun(task, call.caller().resource(), runTime));
        });
    scheduler.wake();
    return new JsonObject();
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private List<Task> toRun(Call call, Pipeline pipeline, List<Below> asked) {
    String environment =
        shape.environmentToRun(pipeline, asked.stream().map(Below::stage).distinct().toList());
    List<Task> inStage = pipeline.plan().tasks(environment);
    if (inStage.isEmpty()) {
      throw ApiException.invalidArgument("No tasks to run in the stage");
    }
    if (!call.caller().may(CREATE_RUNS)) {
      throw ApiException.of(403, 7, "Not allowed to run tasks");
    }
    if (shape.waitsForApproval(call.caller()) && !isApproved(pipeline)) {
      throw ApiException.failedPrecondition(
          "cannot run the tasks because the issue is not approved");
    }
    Set<Long> ids = asked.stream().map(Below::taskNumber).collect(Collectors.toSet());
    return inStage.stream()
        .filter(task -> ids.contains(task.id()))
        .sorted(Comparator.comparingLong(Task::id))
        .toList();
  }

  private static boolean isApproved(Pipeline pipeline) {
    return pipeline
        .plan()
        .issue()
        .filter(issue -> issue.pipeline().isPresent())
        .map(Issue::needsNoApproval)
        .orElse(true);
  }

  private static boolean hasRun(Task task) {
    return task.runs().stream()
        .anyMatch(run -> run.status().isActive() || run.status() == RunStatus.DONE);
  }

  /** Skips tasks, whatever their status. */
  JsonObject batchSkip(Call call) {
    Below stage = Names2025.stage(call.resource());
    List<Below> names = Json.strings(call.body(), "tasks").stream().map(Names2025::task).toList();
    state.change(
        () -> {
          Pipeline pipeline = require(stage.rollout());
          List<Task> tasks = names.stream().map(name -> task(pipeline, name)).toList();
          for (Task task : tasks) {
            if (!call.caller().may(CREATE_RUNS)) {
              throw ApiException.of(403, 7, shape.skipRefusal(task.database().environment()));
            }
          }
          tasks.forEach(task -> task.skip(Json.string(call.body(), "reason")));
        });
    scheduler.wake();
    return new JsonObject();
  }

  private static Task task(Pipeline pipeline, Below name) {
    long id = name.taskNumber();
    return pipeline
        .plan()
        .task(id)
        .orElseThrow(() -> ApiException.notFound("task %d not found in the rollout".formatted(id)));
  }

  JsonObject batchCancel(Call call) {
    List<String> names = Json.strings(call.body(), "taskRuns");
    if (names.isEmpty()) {
      throw ApiException.invalidArgument("task runs cannot be empty");
    }
    Below parent = Names2025.task(call.resource());
    state.change(
        () -> {
          Pipeline pipeline = require(parent.rollout());
          shape.requireStage(pipeline, parent.stage(), names);
          if (!call.caller().may(CREATE_RUNS)) {
            throw ApiException.of(403, 7, "Not allowed to cancel tasks");
          }
          List<TaskRun> runs =
              names.stream()
                  .map(Names2025::taskRun)
                  .flatMap(name -> state.run(name.runNumber()).stream())
                  .toList();
          runs.forEach(Tasks2025::requireActive);
          runs.forEach(scheduler::cancel);
        });
    return new JsonObject();
  }

  private static void requireActive(TaskRun run) {
    if (!run.status().isActive()) {
      throw ApiException.invalidArgument(
          "taskRun %d is not pending or running".formatted(run.id()));
    }
  }

  private Pipeline require(long id) {
    return state
        .pipeline(id)
        .orElseThrow(() -> ApiException.notFound("rollout " + id + " not found"));
  }
}
