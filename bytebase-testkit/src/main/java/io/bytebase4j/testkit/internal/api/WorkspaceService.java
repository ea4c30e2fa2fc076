package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signing in, and what the server says about itself. */
final class WorkspaceService {

  /** What a server built from the sources of August 2026 called itself in the measurement. */
  private static final String VERSION = "3.22.0-local";

  private static final String COMMIT = "37339d73c8";

  private final State state;
  private final Names names;
  private final Accounts accounts;
  private final Tokens tokens;
  private final String workspaceId;
  private final int instances;
  private final Instant started;
  private final Map<String, Instant> lastLogins = new ConcurrentHashMap<>();

  WorkspaceService(
      State state,
      Names names,
      Accounts accounts,
      Tokens tokens,
      String workspaceId,
      int instances) {
    this.state = state;
    this.names = names;
    this.accounts = accounts;
    this.tokens = tokens;
    this.workspaceId = workspaceId;
    this.instances = instances;
    this.started = state.now().truncatedTo(ChronoUnit.SECONDS);
  }

  JsonObject login(Call call) {
    Json.setKeys(call.body()).stream()
        .filter(key -> !key.equals("email") && !key.equals("password"))
        .findFirst()
        .ifPresent(
            key -> {
              throw ApiException.unmeasured("login with " + key);
            });
    Principal principal =
        accounts.signIn(Json.string(call.body(), "email"), Json.string(call.body(), "password"));
    lastLogins.put(principal.email(), state.now());
    Json answer = Json.object().put("token", tokens.sign(principal.email()));
    if (principal.admin()) {
      answer.put("user", user(principal));
    }
    return answer.build();
  }

  /** A token outlives its logout, as on the real server. */
  JsonObject logout(Call call) {
    return new JsonObject();
  }

  JsonObject refresh(Call call) {
    throw ApiException.unauthenticated("refresh token not found");
  }

  JsonObject me(Call call) {
    if (call.caller().email().isEmpty()) {
      throw ApiException.unauthenticated("authenticated user not found");
    }
    JsonObject user = user(call.caller());
    Instant lastLogin = lastLogins.get(call.caller().email());
    if (call.caller().admin() && lastLogin != null) {
      user.add("profile", Json.object().put("lastLoginTime", lastLogin).build());
    }
    return user;
  }

  private JsonObject user(Principal principal) {
    return Json.object()
        .put("name", principal.resource())
        .put("state", "ACTIVE")
        .put("email", principal.email())
        .put("title", principal.email().substring(0, principal.email().indexOf('@')))
        .put("profile", new JsonObject())
        .put("workspace", "workspaces/" + workspaceId)
        .build();
  }

  JsonObject actuatorInfo(Call call) {
    return Json.object()
        .put("version", VERSION)
        .put("gitCommit", COMMIT)
        .put("lastActiveTime", started)
        .put("workspace", "workspaces/" + workspaceId)
        .put("totalInstanceCount", instances)
        .put("replicaCount", 1)
        .put("defaultProject", "projects/default-" + workspaceId)
        .put("userCountInIam", 1)
        .build();
  }

  JsonObject project(Call call) {
    return Json.object()
        .put("name", names.project())
        .put("state", "ACTIVE")
        .put("title", state.project().toUpperCase(Locale.ROOT))
        .put("executionRetryPolicy", new JsonObject())
        .put("requireIssueApproval", state.locked(state::requiresIssueApproval))
        .build();
  }
}
