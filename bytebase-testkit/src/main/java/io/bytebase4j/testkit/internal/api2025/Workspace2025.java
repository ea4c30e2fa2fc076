package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.ApiFactory;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.api.Principal;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Signing in, and what the servers of 2025 say about themselves. */
final class Workspace2025 {

  private static final int SHORTEST_PASSWORD = 8;

  private final State state;
  private final Names2025 names;
  private final ApiFactory.Settings settings;
  private final String version;
  private final Instant started;
  private final Map<String, Instant> lastLogins = new ConcurrentHashMap<>();

  Workspace2025(State state, Names2025 names, ApiFactory.Settings settings, String version) {
    this.state = state;
    this.names = names;
    this.settings = settings;
    this.version = version;
    this.started = state.now().truncatedTo(ChronoUnit.SECONDS);
  }

  JsonObject login(Call call) {
    if (!Set.of("email", "password").containsAll(Json.setKeys(call.body()))) {
      throw ApiException.unmeasured("login with more than an e-mail and a password");
    }
    Principal principal =
        settings
            .accounts()
            .signIn(Json.string(call.body(), "email"), Json.string(call.body(), "password"));
    JsonObject user = user(principal);
    lastLogins.put(principal.email(), state.now());
    return Json.object()
        .put("token", settings.tokens().sign(principal.email()))
        .put("user", user)
        .build();
  }

  /** Tells of the login before this one. */
  private JsonObject user(Principal principal) {
    return Json.object()
        .put("name", "users/" + Accounts2025.number(principal.admin()))
        .put("state", "ACTIVE")
        .put("email", principal.email())
        .put("title", principal.admin() ? "admin" : "api")
        .put("userType", principal.admin() ? "USER" : "SERVICE_ACCOUNT")
        .put(
            "profile",
            Json.object().put("lastLoginTime", lastLogins.get(principal.email())).build())
        .build();
  }

  /** A token outlives its logout. */
  JsonObject logout(Call call) {
    return new JsonObject();
  }

  JsonObject me(Call call) {
    if (call.caller().email().isEmpty()) {
      throw ApiException.unauthenticated("authenticated user not found");
    }
    return user(call.caller());
  }

  JsonObject actuatorInfo(Call call) {
    return Json.object()
        .put("version", version)
        .put("gitCommit", "unknown")
        .put("externalUrl", "https://bytebase.example.com")
        .put("lastActiveTime", started)
        .put("workspaceId", settings.workspaceId())
        .put("passwordRestriction", Json.object().put("minLength", SHORTEST_PASSWORD).build())
        .put("userStats", userStats())
        .put("totalInstanceCount", settings.instances())
        .build();
  }

  private static JsonArray userStats() {
    return Json.array(
        Stream.of("SERVICE_ACCOUNT", "SYSTEM_BOT", "USER")
            .map(
                type ->
                    Json.object()
                        .put("userType", type)
                        .put("state", "ACTIVE")
                        .put("count", 1)
                        .build())
            .toList());
  }

  JsonObject project(Call call) {
    return Json.object()
        .put("name", names.project())
        .put("state", "ACTIVE")
        .put("title", state.project().toUpperCase(Locale.ROOT))
        .put("executionRetryPolicy", new JsonObject())
        .build();
  }

  JsonObject database(Call call) {
    return state.locked(() -> database(state.database(call.resource()).orElseThrow()));
  }

  private JsonObject database(Database database) {
    String instance = instance(database.target());
    return Json.object()
        .put("name", database.target())
        .put("state", "ACTIVE")
        .put("project", names.project())
        .put("effectiveEnvironment", "environments/" + database.environment())
        .put(
            "instanceResource",
            Json.object()
                .put("title", instance.substring(instance.indexOf('/') + 1))
                .put("engine", "POSTGRES")
                .put("name", instance)
                .put("environment", "environments/" + database.environment())
                .build())
        .build();
  }

  private static String instance(String database) {
    return database.substring(0, database.indexOf("/databases/"));
  }
}
