package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.State;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Makes and shows issues, as far as a server on the free plan was measured. */
final class IssueService {

  private static final TextLimit.Parent ISSUE = new TextLimit.Parent("issue", 2);
  private static final TextLimit TITLE = new TextLimit(ISSUE, "title", 2, 200);
  private static final TextLimit DESCRIPTION = new TextLimit(ISSUE, "description", 3, 10_000);
  private static final Set<String> KNOWN = Set.of("title", "description", "type", "plan", "draft");
  private static final int LONGEST_WORD = 2046;

  private final State state;
  private final Views views;

  IssueService(State state, Views views) {
    this.state = state;
    this.views = views;
  }

  JsonObject create(Call call) {
    JsonObject issue = call.body();
    String title = Json.string(issue, "title");
    String description = Json.string(issue, "description");
    TITLE.check(title);
    DESCRIPTION.check(description);
    requireMeasured(issue);
    if (Json.string(issue, "plan").isEmpty()) {
      throw ApiException.invalidArgument("plan is required");
    }
    long planId = Names.planId(Json.string(issue, "plan"));
    return state.locked(
        () -> {
          Plan plan = state.plan(planId).orElseThrow(() -> PlanService.notFound(state, planId));
          if (Json.isTrue(issue, "draft")) {
            throw ApiException.invalidArgument("draft issues are not supported for GitOps Plans");
          }
          if (plan.issue().isPresent()) {
            throw ApiException.alreadyExists("plan " + planId + " already has a non-draft issue");
          }
          requireShortWords(description);
          String creator = call.caller().resource();
          String shown = title.isEmpty() ? plan.draft().title() : title;
          return views.issue(state.addIssue(plan, new Issue.Draft(shown, description, creator)));
        });
  }

  private static void requireMeasured(JsonObject issue) {
    if (!Json.string(issue, "type").equals("DATABASE_CHANGE")) {
      throw ApiException.unmeasured("an issue of another type than DATABASE_CHANGE");
    }
    Json.setKeys(issue).stream()
        .filter(key -> !KNOWN.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw ApiException.unmeasured("an issue with " + key);
            });
  }

  /** The real server keeps a text for searching, which PostgreSQL makes of the words. */
  private static void requireShortWords(String description) {
    for (String word : description.split("\\s+", -1)) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_WORD) {
        throw ApiException.internal(
            "failed to create issue: ERROR: word is too long (%d bytes, max %d bytes) (SQLSTATE 54000)"
                .formatted(bytes, LONGEST_WORD));
      }
    }
  }

  JsonObject get(Call call) {
    return state.locked(() -> views.issue(require(call.resource())));
  }

  /** Approves, rejects, or asks again: nothing of which a server on the free plan can do. */
  JsonObject decide(Call call) {
    return state.locked(
        () -> {
          if (!require(call.resource()).needsNoApproval()) {
            throw ApiException.unmeasured("a decision about an issue that is still looked at");
          }
          throw ApiException.internal("approval template is required");
        });
  }

  JsonObject updateStatus(Call call) {
    if (!Json.string(call.body(), "status").equals("CANCELED")) {
      throw ApiException.unmeasured("another status of an issue than CANCELED");
    }
    state.change(
        () -> {
          for (String name : Json.strings(call.body(), "issues")) {
            Issue issue = require(name);
            if (issue.status() != Issue.Status.OPEN) {
              throw ApiException.unmeasured("closing an issue that is " + issue.status());
            }
            issue.become(Issue.Status.CANCELED, state.now());
          }
        });
    return new JsonObject();
  }

  private Issue require(String name) {
    try {
      return state
          .issue(Long.parseLong(Names.id(name)))
          .orElseThrow(() -> ApiException.unmeasured("an issue that does not exist"));
    } catch (NumberFormatException e) {
      throw ApiException.unmeasured("the issue name " + name);
    }
  }
}
