package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Who has which role, and what roles permit. */
public final class PolicyService {

  private static final String OWNER = "roles/projectOwner";

  private final Accounts accounts;
  private final String serviceAccountPrefix;

  /**
   * Tells of accounts.
   *
   * @param accounts the accounts
   * @param serviceAccountPrefix what the name of a service account begins with in a policy
   */
  public PolicyService(Accounts accounts, String serviceAccountPrefix) {
    this.accounts = accounts;
    this.serviceAccountPrefix = serviceAccountPrefix;
  }

  /** The policy of the project. */
  public JsonObject ofProject(Call call) {
    List<JsonObject> bindings = new ArrayList<>();
    bindings.add(binding(OWNER, "user:" + accounts.admin()));
    accounts.serviceAccountRoles().stream()
        .filter(role -> role.startsWith("roles/project") || role.startsWith("roles/gitops"))
        .map(role -> binding(role, serviceAccountPrefix + accounts.serviceAccount()))
        .forEach(bindings::add);
    return policy(bindings);
  }

  /** The policy of the workspace. */
  public JsonObject ofWorkspace(Call call) {
    return policy(List.of(binding(Roles.WORKSPACE_ADMIN, "user:" + accounts.admin())));
  }

  /** A role. */
  public JsonObject role(Call call) {
    String name = call.resource();
    String id = name.substring(name.indexOf('/') + 1);
    List<String> permissions =
        accounts
            .roles()
            .permissions(name)
            .orElseThrow(() -> ApiException.notFound("role not found: " + id))
            .stream()
            .sorted()
            .toList();
    return Json.object()
        .put("name", name)
        .put("title", id)
        .put("permissions", texts(permissions))
        .put("type", "BUILT_IN")
        .build();
  }

  private static JsonArray texts(List<String> texts) {
    return Json.array(texts.stream().map(JsonPrimitive::new).toList());
  }

  private static JsonObject policy(List<JsonObject> bindings) {
    return Json.object().put("bindings", Json.array(bindings)).put("etag", "1").build();
  }

  private static JsonObject binding(String role, String member) {
    return Json.object()
        .put("role", role)
        .put("members", texts(List.of(member)))
        .put("condition", new JsonObject())
        .build();
  }
}
