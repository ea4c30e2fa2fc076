package io.bytebase4j.client;

/** A limit is reached, and the request was not processed: HTTP 429. */
public final class ResourceExhaustedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public ResourceExhaustedException(CallFacts facts, ApiError error) {
    super(facts, error);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
