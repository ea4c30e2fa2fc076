package io.bytebase4j.client;

import org.jspecify.annotations.Nullable;

/**
 * The answer is not one of a Bytebase server: no JSON, too large, or a page of something in
 * between. The message shows how it begins.
 */
public final class BadResponseException extends BytebaseException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 200;

  /** The HTTP status. */
  private final int status;

  /**
   * Describes the answer.
   *
   * @param facts the call
   * @param status the HTTP status
   * @param contentType the answer's content type, if it names one
   * @param body the answer's beginning; of one that may hold a secret, nothing
   * @param cause why it can't be read, if that is known
   */
  public BadResponseException(
      CallFacts facts,
      int status,
      @Nullable String contentType,
      String body,
      @Nullable Throwable cause) {
    super(
        facts,
        "HTTP %d, content type %s, is no answer of the Bytebase API: \"%s\". Check that the address is the server's, and what proxy stands before it."
            .formatted(status, contentType, beginning(body)),
        cause);
    this.status = status;
  }

  /**
   * An answer that is longer than the client takes.
   *
   * @param facts the call
   * @param status the HTTP status
   * @param limit the most bytes that the client takes
   */
  public BadResponseException(CallFacts facts, int status, long limit) {
    super(
        facts,
        "HTTP %d: the answer is longer than %,d bytes. If that is to be expected, raise maxResponseBytes."
            .formatted(status, limit),
        null);
    this.status = status;
  }

  /**
   * The first 200 characters of a text, on one line, without characters that steer a terminal.
   *
   * @param body any text
   * @return its beginning, with a sign where it was cut
   */
  public static String beginning(String body) {
    return Shown.line(body, SHOWN);
  }

  /**
   * The HTTP status.
   *
   * @return for example 200
   */
  public int status() {
    return status;
  }
}
