package io.bytebase4j.client;

/**
 * The request is wrong, whatever the state of the server: code {@code INVALID_ARGUMENT} or {@code
 * OUT_OF_RANGE}, HTTP 400.
 */
public final class InvalidArgumentException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public InvalidArgumentException(CallFacts facts, ApiError error) {
    super(facts, error);
  }
}
