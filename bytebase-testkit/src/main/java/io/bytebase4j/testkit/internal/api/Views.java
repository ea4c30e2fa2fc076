package io.bytebase4j.testkit.internal.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Release;
import io.bytebase4j.testkit.internal.state.Revision;
import io.bytebase4j.testkit.internal.state.State;
import io.bytebase4j.testkit.internal.state.Task;
import io.bytebase4j.testkit.internal.state.TaskRun;
import io.bytebase4j.testkit.internal.state.TaskStatus;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The state as the server shows it. To be used inside the state's lock. */
final class Views {

  private final State state;
  private final Names names;

  Views(State state, Names names) {
    this.state = state;
    this.names = names;
  }

  JsonObject release(Release release) {
    Json json =
        Json.object()
            .put("name", names.release(release.id()))
            .put("category", release.labels().category())
            .put("files", Json.array(release.files().stream().map(this::file).toList()));
    JsonObject vcsSource = release.vcsSource();
    if (vcsSource != null) {
      json.put("vcsSource", vcsSource.deepCopy());
    }
    return json.put("creator", release.creator())
        .put("createTime", release.createTime())
        .put("state", "ACTIVE")
        .put("type", "VERSIONED")
        .build();
  }

  JsonObject revision(Database database, Revision revision) {
    Release.File file = revision.file();
    String release = names.release(revision.release());
    return Json.object()
        .put("name", database.target() + "/revisions/" + revision.id())
        .put("release", release)
        .put("createTime", revision.created())
        .put("file", release + "/files/" + URLEncoder.encode(file.path(), UTF_8))
        .put("version", file.version())
        .put("sheet", names.sheet(file.sheet()))
        .put("sheetSha256", file.sha256())
        .put("taskRun", names.taskRun(revision.run()))
        .put("type", "VERSIONED")
        .build();
  }

  private JsonObject file(Release.File file) {
    return Json.object()
        .put("path", file.path())
        .put("version", file.version())
        .put("sheet", names.sheet(file.sheet()))
        .put("sheetSha256", file.sha256())
        .build();
  }

  JsonObject plan(Plan plan) {
    Plan.Draft draft = plan.draft();
    Optional<Issue> issue = plan.issue();
    return Json.object()
        .put("name", names.plan(plan))
        .put("state", plan.isArchived() ? "DELETED" : "ACTIVE")
        .put("issue", issue.map(names::issue).orElse(""))
        .put("title", draft.title())
        .put("description", draft.description())
        .put("specs", draft.specs().deepCopy())
        .put("creator", draft.creator())
        .put("createTime", plan.createTime())
        .put("updateTime", plan.updateTime())
        .put("hasRollout", plan.hasRollout())
        .put("approvalStatus", issue.map(Views::approval).orElse(""))
        .put("rolloutStageSummaries", stages(plan, stage -> summary(plan, stage)))
        .put("issueStatus", issue.map(i -> i.status().name()).orElse(""))
        .build();
  }

  private static String approval(Issue issue) {
    return issue.needsNoApproval() ? "SKIPPED" : "CHECKING";
  }

  JsonObject issue(Issue issue) {
    Issue.Draft draft = issue.draft();
    return Json.object()
        .put("name", names.issue(issue))
        .put("title", draft.title())
        .put("description", draft.description())
        .put("type", "DATABASE_CHANGE")
        .put("status", issue.status().name())
        .put("creator", draft.creator())
        .put("createTime", issue.createTime())
        .put("updateTime", issue.updateTime())
        .put("plan", names.plan(issue.plan()))
        .put("riskLevel", issue.needsNoApproval() ? "LOW" : "")
        .put("approvalStatus", approval(issue))
        .build();
  }

  private JsonObject summary(Plan plan, Stage stage) {
    Map<TaskStatus, Long> counts =
        stage.tasks().stream()
            .collect(Collectors.groupingBy(Task::status, TreeMap::new, Collectors.counting()));
    JsonArray array = new JsonArray();
    counts.forEach(
        (status, count) ->
            array.add(
                Json.object().put("status", status.name()).put("count", count.intValue()).build()));
    return Json.object()
        .put("stage", names.stage(plan, stage.environment()))
        .put("taskStatusCounts", array)
        .build();
  }

  JsonObject rollout(Plan plan) {
    return rollout(plan, plan.updateTime());
  }

  /** A rollout with an update time that is not younger than {@code planUpdate} unless a run is. */
  JsonObject rollout(Plan plan, Instant planUpdate) {
    Instant runUpdate = plan.lastRunUpdate();
    return Json.object()
        .put("name", names.rollout(plan))
        .put("title", plan.draft().title())
        .put("stages", stages(plan, stage -> stage(plan, stage)))
        .put("createTime", plan.createTime())
        .put("updateTime", runUpdate.isAfter(planUpdate) ? runUpdate : planUpdate)
        .build();
  }

  private record Stage(String environment, List<Task> tasks) {}

  private JsonArray stages(Plan plan, Function<Stage, JsonObject> view) {
    return Json.array(
        state.environments().stream()
            .map(environment -> new Stage(environment, plan.tasks(environment)))
            .filter(stage -> !stage.tasks().isEmpty())
            .map(view)
            .toList());
  }

  private JsonObject stage(Plan plan, Stage stage) {
    return Json.object()
        .put("name", names.stage(plan, stage.environment()))
        .put("id", stage.environment())
        .put("environment", "environments/" + stage.environment())
        .put("tasks", Json.array(stage.tasks().stream().map(this::task).toList()))
        .build();
  }

  private JsonObject task(Task task) {
    Optional<TaskRun> run = task.latest();
    String release = names.release(task.work().release());
    return Json.object()
        .put("name", names.task(task))
        .put("specId", task.work().specId())
        .put("status", task.status().name())
        .put("skippedReason", task.skippedReason())
        .put("type", "DATABASE_MIGRATE")
        .put("target", task.database().target())
        .put("databaseUpdate", Json.object().put("release", release).build())
        .put("updateTime", run.map(TaskRun::updateTime).orElse(null))
        .put("runTime", run.map(TaskRun::runTime).orElse(null))
        .build();
  }

  JsonObject taskRun(TaskRun run) {
    return Json.object()
        .put("name", names.taskRun(run))
        .put("creator", run.creator())
        .put("createTime", run.createTime())
        .put("updateTime", run.updateTime())
        .put("status", run.status().name())
        .put("detail", run.detail())
        .put("startTime", run.startTime())
        .put("runTime", run.runTime())
        .build();
  }
}
