package io.bytebase4j.client;

/** There is no such resource: HTTP 404. */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param operation service and method
   * @param error what the server said
   */
  public NotFoundException(String operation, ApiError error) {
    super(operation, error, "Check how the name is spelt");
  }
}
