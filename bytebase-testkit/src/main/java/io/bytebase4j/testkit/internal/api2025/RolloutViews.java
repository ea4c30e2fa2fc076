package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.json.Times;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.RunStatus;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import io.bytebase4j.testkit.internal.state.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rollouts and what is below them, as the servers of 2025 show them. Inside the state's lock. */
final class RolloutViews {

  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final State state;
  private final Names2025 names;
  private final RolloutShape shape;

  RolloutViews(State state, Names2025 names, RolloutShape shape) {
    this.state = state;
    this.names = names;
    this.shape = shape;
  }

  JsonObject rollout(Pipeline pipeline) {
    Plan plan = pipeline.plan();
    Optional<Issue> issue = plan.issue().filter(i -> i.pipeline().equals(Optional.of(pipeline)));
    Json json =
        Json.object()
            .put("name", names.rollout(pipeline))
            .put("plan", names.plan(plan))
            .put("title", pipeline.title())
            .put(
                "stages",
                stages(
                    Optional.of(pipeline),
                    plan::tasks,
                    task -> task(Optional.of(pipeline), Optional.of(task), task.work())))
            .put("creator", pipeline.creator())
            .put("createTime", pipeline.createTime())
            .put("issue", issue.map(names::issue).orElse(""));
    shape.showRollout(json, Times.format(updateTime(pipeline)));
    return json.build();
  }

  private static Instant updateTime(Pipeline pipeline) {
    return pipeline.plan().tasks().stream()
        .flatMap(task -> task.runs().stream())
        .map(TaskRun::updateTime)
        .max(Instant::compareTo)
        .orElse(pipeline.createTime());
  }

  /** A rollout that is not made. */
  JsonObject preview(String plan, String title, List<Task.Work> work) {
    Json json =
        Json.object()
            .put("name", names.rollout(0))
            .put("plan", plan)
            .put("title", shape.previewTitle(title))
            .put(
                "stages",
                stages(
                    Optional.empty(),
                    environment ->
                        work.stream()
                            .filter(w -> w.database().environment().equals(environment))
                            .toList(),
                    w -> task(Optional.empty(), Optional.empty(), w)))
            .put("createTime", NEVER);
    shape.showRollout(json, NEVER);
    return json.build();
  }

  private <T> JsonArray stages(
      Optional<Pipeline> pipeline, Function<String, List<T>> tasks, Function<T, JsonObject> view) {
    JsonArray stages = new JsonArray();
    for (String environment : state.environments()) {
      List<T> here = tasks.apply(environment);
      if (!here.isEmpty()) {
        Json json =
            Json.object()
                .put("name", stage(pipeline, environment))
                .put("environment", "environments/" + environment)
                .put("tasks", Json.array(here.stream().map(view).toList()));
        shape.showStage(json, shape.stageId(pipeline, environment));
        stages.add(json.build());
      }
    }
    return stages;
  }

  private String stage(Optional<Pipeline> pipeline, String environment) {
    return names.rollout(pipeline.map(Pipeline::id).orElse(0L))
        + "/stages/"
        + shape.stageId(pipeline, environment);
  }

  private String task(Task task) {
    Optional<Pipeline> pipeline = task.plan().pipeline();
    return stage(pipeline, task.database().environment()) + "/tasks/" + task.id();
  }

  private JsonObject task(Optional<Pipeline> pipeline, Optional<Task> task, Task.Work work) {
    Release.File file = work.files().get(0);
    TaskType type = TaskType.of(file);
    String stage = stage(pipeline, work.database().environment());
    Json json =
        Json.object()
            .put("name", stage + "/tasks/" + task.map(Task::id).orElse(0L))
            .put("specId", work.specId())
            .put("status", task.map(this::status).orElse(""))
            .put("skippedReason", task.map(Task::skippedReason).orElse(""))
            .put("type", type.name())
            .put("target", work.database().target())
            .put(
                type.field(),
                Json.object()
                    .put("sheet", names.sheet(file.sheet()))
                    .put("schemaVersion", file.version())
                    .build());
    task.ifPresent(t -> shape.showTask(json, t));
    return json.build();
  }

  /** The status of a task as it is shown. */
  String status(Task task) {
    return task.isSkipped()
        ? "SKIPPED"
        : task.latest().map(run -> Turn.shown(run, state).name()).orElse("NOT_STARTED");
  }

  JsonObject taskRun(TaskRun run) {
    Task task = run.task();
    Release.File file = task.work().files().get(0);
    boolean applied = run.changelog() > 0;
    Json json =
        Json.object()
            .put("name", task(task) + "/taskRuns/" + run.id())
            .put("creator", run.creator())
            .put("createTime", run.createTime())
            .put("updateTime", run.updateTime())
            .put("status", Turn.shown(run, state).name())
            .put("detail", run.detail())
            .put("startTime", run.startTime())
            .put("runTime", run.runTime())
            .put("sheet", names.sheet(file.sheet()));
    if (applied) {
      json.put("changelog", task.database().target() + "/changelogs/" + run.changelog())
          .put("schemaVersion", file.version());
    }
    if (run.status() == RunStatus.PENDING) {
      Turn.before(run).ifPresent(other -> json.put("schedulerInfo", waiting(other)));
    }
    return json.build();
  }

  /** Says which task a run waits for. */
  private JsonObject waiting(Task other) {
    Json task = Json.object().put("task", task(other));
    other.plan().issue().ifPresent(issue -> task.put("issue", names.issue(issue)));
    JsonObject cause = Json.object().put("task", task.build()).build();
    return Json.object().put("reportTime", state.now()).put("waitingCause", cause).build();
  }
}
