package io.bytebase4j.client;

import java.util.List;

/** The account lacks a permission, or the server's plan a feature: HTTP 403. */
public final class PermissionDeniedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public PermissionDeniedException(CallFacts facts, ApiError error) {
    super(facts, error, advice(error.requiredPermissions()));
  }

  private static String advice(List<String> permissions) {
    return permissions.isEmpty()
        ? ""
        : "Give the account a role that has " + String.join(", ", permissions);
  }

  /**
   * The permissions that would be needed.
   *
   * @return for example {@code bb.releases.list}; empty where the server names none
   */
  public List<String> requiredPermissions() {
    return error().requiredPermissions();
  }

  /**
   * The resources on which they would be needed.
   *
   * @return for example {@code projects/hr}; empty where the server names none
   */
  public List<String> resources() {
    return error().deniedResources();
  }
}
