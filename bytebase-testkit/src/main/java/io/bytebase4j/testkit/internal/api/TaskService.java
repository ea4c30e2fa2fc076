package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Names.BelowRollout;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs, skips and cancels. */
final class TaskService {

  private static final String NO_TASKS = "The tasks in request cannot be empty";

  private static final TextLimit REASON = new TextLimit(null, "reason", 3, 1000);

  private final State state;
  private final RunScheduler scheduler;

  TaskService(State state, RunScheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  /**
   * Runs the tasks that the request names. As on the real server the stage in the path counts for
   * nothing, and a task that runs or is done stays as it is. {@code skipPriorBackup} was seen to
   * have no effect.
   */
  JsonObject batchRun(Call call) {
    List<String> names = Json.strings(call.body(), "tasks");
    if (names.isEmpty()) {
      throw ApiException.invalidArgument(NO_TASKS);
    }
    long planId = Names.stage(call.resource()).plan();
    Instant runTime = time(Json.string(call.body(), "runTime"));
    state.change(
        () -> {
          Plan plan = require(planId);
          List<BelowRollout> asked = names.stream().map(Names::task).toList();
          startable(call, plan, asked)
              .forEach(task -> state.addRun(task, call.caller().resource(), runTime));
        });
    scheduler.wake();
    return new JsonObject();
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private List<Task> startable(Call call, Plan plan, List<BelowRollout> asked) {
    Set<String> stages = asked.stream().map(BelowRollout::stage).collect(Collectors.toSet());
    if (stages.size() > 1) {
      throw ApiException.invalidArgument("tasks should be in the same environment");
    }
    List<Task> inStage = stages.stream().flatMap(s -> plan.tasks(s).stream()).toList();
    if (inStage.isEmpty()) {
      throw ApiException.invalidArgument("No tasks to run in the stage");
    }
    requireMayRun(call, "Not allowed to run tasks");
    if (!PlanService.isApproved(state, plan)) {
      throw ApiException.failedPrecondition(
          "cannot run the tasks because issue approval is required but the issue is not approved");
    }
    Set<Long> ids = asked.stream().map(BelowRollout::task).collect(Collectors.toSet());
    List<Task> named = inStage.stream().filter(t -> ids.contains(t.id())).toList();
    for (Task task : named) {
      if (task.isSkipped()) {
        throw ApiException.failedPrecondition(
            "task %d has been skipped and cannot be run".formatted(task.id()));
      }
    }
    return named.stream().filter(TaskService::canStart).toList();
  }

  private static boolean canStart(Task task) {
    return task.runs().stream()
        .noneMatch(run -> run.status().isActive() || run.status() == RunStatus.DONE);
  }

  JsonObject batchSkip(Call call) {
    List<String> names = Json.strings(call.body(), "tasks");
    if (names.isEmpty()) {
      throw ApiException.invalidArgument(NO_TASKS);
    }
    REASON.check(Json.string(call.body(), "reason"));
    long planId = Names.stage(call.resource()).plan();
    state.change(
        () -> {
          Plan plan = require(planId);
          List<Task> tasks = new ArrayList<>();
          for (String name : names) {
            Task task = task(plan, Names.task(name).task());
            requireMayRun(
                call,
                "not allowed to skip tasks in environment "
                    + GoText.quote(task.database().environment()));
            if (!task.isSkipped()) {
              requireSkippable(task);
              tasks.add(task);
            }
          }
          tasks.forEach(t -> t.skip(Json.string(call.body(), "reason")));
        });
    return new JsonObject();
  }

  private static Task task(Plan plan, long id) {
    return plan.task(id)
        .orElseThrow(() -> ApiException.notFound("task %d not found in the rollout".formatted(id)));
  }

  private static void requireSkippable(Task task) {
    if (!task.status().canBeSkipped()) {
      throw ApiException.failedPrecondition(
          "task %d cannot be skipped in status %s".formatted(task.id(), task.status()));
    }
  }

  JsonObject batchCancel(Call call) {
    List<String> names = Json.strings(call.body(), "taskRuns");
    if (names.isEmpty()) {
      throw ApiException.invalidArgument("task runs cannot be empty");
    }
    BelowRollout parent = Names.task(call.resource());
    state.change(
        () -> {
          require(parent.plan());
          List<TaskRun> runs = new ArrayList<>();
          for (String name : names) {
            BelowRollout run = Names.taskRun(name);
            if (!run.stage().equals(parent.stage())) {
              throw ApiException.invalidArgument(
                  "task run %s is not in the specified stage %s".formatted(name, parent.stage()));
            }
            state.run(run.run()).ifPresent(runs::add);
          }
          requireMayRun(call, "Not allowed to cancel tasks");
          runs.forEach(TaskService::requireActive);
          runs.forEach(scheduler::cancel);
        });
    return new JsonObject();
  }

  private static void requireMayRun(Call call, String refusal) {
    if (!call.caller().may("bb.taskRuns.create")) {
      throw ApiException.of(403, 7, refusal);
    }
  }

  private static void requireActive(TaskRun run) {
    if (!run.status().isActive()) {
      throw ApiException.invalidArgument(
          "taskRun %d is not pending, available or running".formatted(run.id()));
    }
  }

  private Plan require(long id) {
    Optional<Plan> plan = state.plan(id);
    return plan.orElseThrow(
        () -> ApiException.notFound("rollout (plan) %d not found".formatted(id)));
  }
}
