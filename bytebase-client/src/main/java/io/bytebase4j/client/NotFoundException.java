package io.bytebase4j.client;

/** There is no such resource, or no such method at this server: HTTP 404. */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public NotFoundException(CallFacts facts, ApiError error) {
    super(facts, error, advice(error));
  }

  private static String advice(ApiError error) {
    return error.code() == ErrorCode.NOT_FOUND
        ? "Check how the name is spelt"
        : "The server knows no such method: check its address and its version";
  }
}
