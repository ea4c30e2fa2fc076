package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Names.BelowRollout;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shows task runs, their logs and sessions. */
final class TaskRunService {

  private final State state;
  private final Views views;

  TaskRunService(State state, Views views) {
    this.state = state;
    this.views = views;
  }

  JsonObject list(Call call) {
    BelowRollout parent = Names.task(call.resource());
    return state.locked(
        () -> {
          Plan plan =
              state
                  .plan(parent.plan())
                  .orElseThrow(() -> RolloutService.notFound(state, parent.plan()));
          List<JsonObject> runs =
              tasks(plan, parent).stream()
                  .filter(t -> anyOr(parent.stage(), t.database().environment()))
                  .flatMap(t -> t.runs().stream())
                  .sorted(Comparator.comparingLong(TaskRun::id))
                  .map(views::taskRun)
                  .toList();
          return Json.object().put("taskRuns", Json.array(runs)).build();
        });
  }

  private static List<Task> tasks(Plan plan, BelowRollout parent) {
    return parent.parts().get(3).equals(Names.ANY)
        ? plan.tasks()
        : plan.task(parent.task()).stream().toList();
  }

  private static boolean anyOr(String asked, String actual) {
    return asked.equals(Names.ANY) || asked.equals(actual);
  }

  JsonObject get(Call call) {
    BelowRollout name = Names.taskRun(call.resource());
    return state.locked(
        () -> {
          if (state.plan(name.plan()).isEmpty()) {
            throw RolloutService.notFound(state, name.plan());
          }
          return views.taskRun(
              find(name)
                  .orElseThrow(
                      () ->
                          ApiException.notFound(
                              "task run %d not found in rollout %d"
                                  .formatted(name.run(), name.plan()))));
        });
  }

  JsonObject log(Call call) {
    TaskRun run = require(Names.taskRun(call.resource()));
    return Json.object()
        .put("name", call.resource() + "/log")
        .put("entries", run.log().entries())
        .build();
  }

  JsonObject session(Call call) {
    TaskRun run = require(Names.taskRun(call.resource()));
    if (state.locked(run::status) == RunStatus.RUNNING) {
      throw ApiException.unmeasured("the session of a task run that is at work");
    }
    return Json.object()
        .put("name", call.resource() + "/session")
        .put("postgres", new JsonObject())
        .build();
  }

  JsonObject previewRollback(Call call) {
    TaskRun run = require(Names.taskRun(call.resource()));
    if (state.locked(run::status) != RunStatus.DONE) {
      throw ApiException.invalidArgument("task run %d is not done".formatted(run.id()));
    }
    throw ApiException.invalidArgument("task run %d has no rollback".formatted(run.id()));
  }

  private TaskRun require(BelowRollout name) {
    return state.locked(
        () -> {
          if (state.plan(name.plan()).isEmpty()) {
            throw ApiException.notFound(
                "plan %d not found in project %s".formatted(name.plan(), state.project()));
          }
          return find(name)
              .orElseThrow(
                  () ->
                      ApiException.notFound(
                          "task run %d not found in plan %d".formatted(name.run(), name.plan())));
        });
  }

  private Optional<TaskRun> find(BelowRollout name) {
    return state.run(name.run()).filter(r -> r.task().plan().id() == name.plan());
  }
}
