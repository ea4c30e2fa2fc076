package io.bytebase4j.client;

/** Sign-in failed, or the access token was refused: HTTP 401. */
public final class UnauthenticatedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   * @param advice what to check, without a full stop at its end and without any secret
   */
  public UnauthenticatedException(CallFacts facts, ApiError error, String advice) {
    super(facts, error, advice);
  }
}
