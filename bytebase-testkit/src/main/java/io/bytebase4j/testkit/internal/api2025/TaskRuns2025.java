package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api2025.Names2025.Below;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows task runs and their logs. Below a rollout only the number of a run counts. */
final class TaskRuns2025 {

  private final State state;
  private final RolloutShape shape;
  private final RolloutViews views;

  TaskRuns2025(State state, RolloutShape shape, RolloutViews views) {
    this.state = state;
    this.shape = shape;
    this.views = views;
  }

  /** Of a rollout that does not exist there are none. */
  JsonObject list(Call call) {
    Below parent = Names2025.task(call.resource());
    return state.locked(
        () -> {
          List<JsonObject> runs =
              state.pipeline(parent.rollout()).stream()
                  .flatMap(pipeline -> tasks(pipeline, parent))
                  .flatMap(task -> task.runs().stream())
                  .sorted(Comparator.comparingLong(TaskRun::id))
                  .map(views::taskRun)
                  .toList();
          return Json.object().put("taskRuns", Json.array(runs)).build();
        });
  }

  private Stream<Task> tasks(Pipeline pipeline, Below parent) {
    Stream<Task> inStage =
        parent.stage().equals(Names2025.ANY)
            ? pipeline.plan().tasks().stream()
            : shape.environment(pipeline, parent.stage()).stream()
                .flatMap(environment -> pipeline.plan().tasks(environment).stream());
    return parent.task().equals(Names2025.ANY)
        ? inStage
        : inStage.filter(task -> task.id() == parent.taskNumber());
  }

  JsonObject get(Call call) {
    Optional<TaskRun> run = run(call);
    return state.locked(
        () ->
            views.taskRun(
                run.orElseThrow(() -> ApiException.unmeasured("a task run that does not exist"))));
  }

  private Optional<TaskRun> run(Call call) {
    long id = Names2025.taskRun(call.resource()).runNumber();
    return state.locked(() -> state.run(id));
  }

  /** A run that does not exist has an empty log. */
  JsonObject log(Call call) {
    return Json.object()
        .put("name", call.resource() + "/log")
        .put("entries", run(call).map(run -> run.log().entries()).orElseGet(JsonArray::new))
        .build();
  }

  JsonObject session(Call call) {
    Optional<TaskRun> run = run(call);
    if (run.isPresent() && state.locked(run.get()::status) == RunStatus.RUNNING) {
      throw ApiException.unmeasured("the session of a task run that is at work");
    }
    long id = Names2025.taskRun(call.resource()).runNumber();
    throw ApiException.failedPrecondition("connection id not found for task run " + id);
  }

  JsonObject previewRollback(Call call) {
    Optional<TaskRun> run = run(call);
    long id = Names2025.taskRun(call.resource()).runNumber();
    if (run.isEmpty()) {
      throw ApiException.notFound("task run " + id + " not found");
    }
    boolean done = state.locked(run.get()::status) == RunStatus.DONE;
    throw ApiException.invalidArgument(
        "task run " + id + (done ? " has no rollback" : " is not done"));
  }
}
