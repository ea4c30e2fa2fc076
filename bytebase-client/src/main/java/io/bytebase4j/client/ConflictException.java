package io.bytebase4j.client;

/**
 * There is such a resource already, or another change got in between: code {@code ALREADY_EXISTS}
 * or {@code ABORTED}, HTTP 409.
 */
public final class ConflictException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public ConflictException(CallFacts facts, ApiError error) {
    super(facts, error);
  }
}
