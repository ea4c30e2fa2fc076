package io.bytebase4j.client;

/**
 * The server answered, and the answer is an error. {@link #error} holds all it said; the subclasses
 * stand for the causes that callers tell apart.
 */
public class ApiException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  /**
   * Wraps an error answer.
   *
   * @param operation service and method
   * @param error what the server said
   */
  public ApiException(String operation, ApiError error) {
    this(operation, error, "");
  }

  ApiException(String operation, ApiError error, String advice) {
    super(operation, error + (advice.isEmpty() ? "" : ". " + advice + "."), null);
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
