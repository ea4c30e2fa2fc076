package io.bytebase4j.client;

/** Sign-in failed, or the access token was refused: HTTP 401. */
public final class UnauthenticatedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param operation service and method
   * @param error what the server said
   * @param credentials what the client signed in with; only what they show of themselves is kept
   */
  public UnauthenticatedException(String operation, ApiError error, Credentials credentials) {
    super(operation, error, "Signed in with " + credentials + ": check it");
  }
}
