package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.ApiMethod;
import io.bytebase4j.testkit.internal.json.GoText;
import java.util.List;

/** How the server of 2026 does it. */
final class Manners2026 implements Manners {

  @Override
  public boolean suggestsFields() {
    return true;
  }

  @Override
  public ApiException noRoute(boolean pathIsKnown, String method, String uri) {
    return ApiException.noRoute(pathIsKnown ? 405 : 404, method, uri);
  }

  @Override
  public ApiException denied(ApiMethod method, List<String> projects) {
    return ApiException.permissionDenied(
        method.procedure(),
        method.permission(),
        projects.stream().map(id -> "projects/" + id).toList());
  }

  /** It is not found before any permission is looked at. */
  @Override
  public ApiException noProject(ApiMethod method, Principal caller, String project) {
    return ApiException.notFound("project " + GoText.quote(project) + " not found");
  }

  @Override
  public ApiException noDatabase(String database, boolean instanceIsThere) {
    return ApiException.unmeasured("a database that does not exist, in a path");
  }
}
