package io.bytebase4j.client;

/** The server, or a proxy before it, can't serve at present: HTTP 502, 503 or 504. */
public final class UnavailableException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public UnavailableException(CallFacts facts, ApiError error) {
    super(facts, error);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
