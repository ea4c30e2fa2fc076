package io.bytebase4j.client;

/**
 * The server answered, and the answer is an error. {@link #error} holds all it said; the subclasses
 * stand for the causes that callers tell apart.
 */
public class ApiException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /** What the server said. */
  private final ApiError error;

  /**
   * Wraps an error answer.
   *
   * @param facts the call
   * @param error what the server said
   */
  public ApiException(CallFacts facts, ApiError error) {
    this(facts, error, "");
  }

  ApiException(CallFacts facts, ApiError error, String advice) {
    super(facts, error + (advice.isEmpty() ? "" : ". " + advice + "."), null);
    this.error = error;
  }

  /**
   * What the server said.
   *
   * @return HTTP status, code, message and details
   */
  public final ApiError error() {
    return error;
  }
}
