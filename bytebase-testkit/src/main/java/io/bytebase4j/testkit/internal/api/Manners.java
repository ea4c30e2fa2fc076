package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.ApiMethod;
import java.util.List;

/** How the servers of an age refuse a request before any method sees it. */
public interface Manners {

  /** Whether an unknown field in a request is answered with the names of known ones. */
  boolean suggestsFields();

  /**
   * There is no such route.
   *
   * @param pathIsKnown whether only the verb is wrong
   * @param method the HTTP method
   * @param uri the path as sent
   */
  ApiException noRoute(boolean pathIsKnown, String method, String uri);

  /**
   * The caller lacks the permission of a method.
   *
   * @param method the method
   * @param projects the ids of the projects concerned; none for the whole workspace
   */
  ApiException denied(ApiMethod method, List<String> projects);

  /** A method is called for a project that is not there. */
  ApiException noProject(ApiMethod method, Principal caller, String project);

  /**
   * A method is called for a database that is not there.
   *
   * @param database its name
   * @param instanceIsThere whether its instance is
   */
  ApiException noDatabase(String database, boolean instanceIsThere);
}
