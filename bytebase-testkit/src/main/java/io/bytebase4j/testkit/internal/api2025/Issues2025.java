package io.bytebase4j.testkit.internal.api2025;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes and shows issues, of which on the free plan none needs an approval. */
final class Issues2025 {

  private static final Set<String> KNOWN =
      Set.of("title", "description", "type", "plan", "rollout");

  private final State state;
  private final Names2025 names;
  private final PlanShape plans;
  private final RolloutViews rollouts;

  Issues2025(State state, Names2025 names, PlanShape plans, RolloutViews rollouts) {
    this.state = state;
    this.names = names;
    this.plans = plans;
    this.rollouts = rollouts;
  }

  JsonObject create(Call call) {
    JsonObject body = call.body();
    if (!Json.string(body, "type").equals("DATABASE_CHANGE")
        || !KNOWN.containsAll(Json.setKeys(body))) {
      throw ApiException.unmeasured("another issue than one that changes databases");
    }
    if (Json.string(body, "plan").isEmpty()) {
      throw ApiException.invalidArgument("plan is required");
    }
    return state.locked(
        () -> {
          Plan plan = Plans2025.require(state, Json.string(body, "plan"));
          if (plan.issue().isPresent()) {
            throw ApiException.unmeasured("a second issue for a plan");
          }
          String rollout = Json.string(body, "rollout");
          List<Pipeline> pipeline = rollout.isEmpty() ? List.of() : List.of(pipeline(rollout));
          Issue.Draft sent =
              new Issue.Draft(
                  Json.string(body, "title"),
                  Json.string(body, "description"),
                  call.caller().resource());
          Issue issue = state.addIssue(plan, plans.issue(plan, sent));
          pipeline.forEach(issue::setPipeline);
          return show(issue);
        });
  }

  private Pipeline pipeline(String rollout) {
    long id = Names2025.refusedAsArgument(() -> Names2025.number(rollout, "rollouts", "rollout"));
    return state
        .pipeline(id)
        .orElseThrow(() -> ApiException.notFound("rollout not found for id: " + id));
  }

  private JsonObject show(Issue issue) {
    Issue.Draft draft = issue.draft();
    JsonObject counts = counts(issue);
    Json json =
        Json.object()
            .put("name", names.issue(issue))
            .put("title", draft.title())
            .put("description", draft.description())
            .put("type", "DATABASE_CHANGE")
            .put("status", issue.status().name())
            .put("approvalFindingDone", issue.needsNoApproval())
            .put("creator", draft.creator())
            .put("createTime", issue.createTime())
            .put("updateTime", issue.updateTime())
            .put("plan", names.plan(issue.plan()))
            .put("rollout", issue.pipeline().map(names::rollout).orElse(""));
    if (counts.size() > 0) {
      json.put("taskStatusCount", counts);
    }
    return json.build();
  }

  /** How many tasks have each status. */
  private JsonObject counts(Issue issue) {
    Map<String, Long> counts =
        issue.pipeline().stream()
            .flatMap(pipeline -> pipeline.plan().tasks().stream())
            .collect(groupingBy(rollouts::status, TreeMap::new, counting()));
    JsonObject json = new JsonObject();
    counts.forEach(json::addProperty);
    return json;
  }

  JsonObject get(Call call) {
    return state.locked(() -> show(require(call.resource())));
  }

  /** Approves, rejects or asks again: nothing that can be done without approvers. */
  JsonObject decide(Call call) {
    return state.locked(
        () -> {
          if (!require(call.resource()).needsNoApproval()) {
            throw ApiException.failedPrecondition("approval template finding is not done");
          }
          throw ApiException.internal("expecting one approval template but got 0");
        });
  }

  JsonObject updateStatus(Call call) {
    if (!Json.string(call.body(), "status").equals("CANCELED")) {
      throw ApiException.unmeasured("another status of an issue than CANCELED");
    }
    state.change(
        () -> {
          List<String> wanted = Json.strings(call.body(), "issues");
          wanted.forEach(this::requireIdle);
          wanted.forEach(name -> require(name).become(Issue.Status.CANCELED, state.now()));
        });
    return new JsonObject();
  }

  private void requireIdle(String name) {
    boolean active =
        require(name).pipeline().stream()
            .flatMap(pipeline -> pipeline.plan().tasks().stream())
            .flatMap(task -> task.runs().stream())
            .anyMatch(run -> run.status().isActive());
    if (active) {
      throw ApiException.failedPrecondition(
          "cannot update status because there are running/pending task runs for issue %s, cancel the task runs first"
              .formatted(GoText.quote(name)));
    }
  }

  private Issue require(String name) {
    long id = Names2025.refusedAsArgument(() -> Names2025.number(name, "issues", "issue"));
    return state
        .issue(id)
        .orElseThrow(() -> ApiException.unmeasured("an issue that does not exist"));
  }
}
