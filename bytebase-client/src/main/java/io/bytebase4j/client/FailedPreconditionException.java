package io.bytebase4j.client;

/**
 * The request is right, but not in the present state of what it is about: code {@code
 * FAILED_PRECONDITION}, HTTP 400.
 */
public final class FailedPreconditionException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public FailedPreconditionException(CallFacts facts, ApiError error) {
    super(facts, error);
  }
}
