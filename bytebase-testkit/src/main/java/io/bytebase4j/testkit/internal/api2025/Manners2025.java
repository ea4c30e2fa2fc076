package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.api.Manners;
import io.bytebase4j.testkit.internal.api.Principal;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.ApiMethod;
import io.bytebase4j.testkit.internal.json.GoText;
import java.util.List;

/**
 * How the servers of 2025 refuse a request before any method sees it.
 *
 * @param noRouteCode the code for a path that is not there
 * @param noRoute what the words about it begin with
 */
record Manners2025(int noRouteCode, String noRoute) implements Manners {

  @Override
  public boolean suggestsFields() {
    return false;
  }

  @Override
  public ApiException noRoute(boolean pathIsKnown, String method, String uri) {
    return pathIsKnown
        ? ApiException.of(501, 12, "Method Not Allowed")
        : ApiException.of(
            404, noRouteCode, noRoute + "Routing error. Please check the request URI " + uri);
  }

  @Override
  public ApiException denied(ApiMethod method, List<String> projects) {
    return ApiException.of(
        403,
        7,
        "permission denied for method %s, user does not have permission %s, extra %s"
            .formatted(
                GoText.quote(method.procedure()),
                GoText.quote(method.permission()),
                extra(projects)));
  }

  @Override
  public ApiException noProject(ApiMethod method, Principal caller, String project) {
    if (caller.admin()) {
      return ApiException.unmeasured("a project that does not exist, for the admin");
    }
    return method.permission().isEmpty()
        ? ApiException.notFound("project " + project + " not found")
        : ApiException.internal(
            "failed to check permission for method %s, extra %s, err: project %s not found"
                .formatted(
                    GoText.quote(method.procedure()),
                    extra(List.of(project)),
                    GoText.quote(project)));
  }

  /** It is looked for before the permission, so that it is an internal error. */
  @Override
  public ApiException noDatabase(String database, boolean instanceIsThere) {
    String name = GoText.quote(database);
    return ApiException.internal(
        "failed to populate raw resources failed to get database "
            + name
            + ": "
            + (instanceIsThere ? "database " + name + " not found" : "instance not found"));
  }

  private static String extra(List<String> projects) {
    return "[" + String.join(" ", projects) + "]";
  }
}
