package io.bytebase4j.client;

import org.jspecify.annotations.Nullable;

/**
 * The answer is not one of a Bytebase server: no JSON, or an error page of something in between.
 * The message shows how it begins.
 */
public final class BadResponseException extends BytebaseException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 200;

  /** The HTTP status. */
  private final int status;

  /**
   * Describes the answer.
   *
   * @param operation service and method
   * @param status the HTTP status
   * @param contentType the answer's content type, if it names one
   * @param body the answer; of one that may hold a secret, nothing
   * @param cause why it can't be read, if that is known
   */
  public BadResponseException(
      String operation,
      int status,
      @Nullable String contentType,
      String body,
      @Nullable Throwable cause) {
    super(
        operation,
        "HTTP %d, content type %s, is no answer of the Bytebase API: \"%s\". Check that the address is the server's, and what proxy stands before it."
            .formatted(status, contentType, beginning(body)),
        cause);
    this.status = status;
  }

  private static String beginning(String body) {
    String line = body.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /**
   * The HTTP status.
   *
   * @return for example 502
   */
  public int status() {
    return status;
  }
}
