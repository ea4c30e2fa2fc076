package io.bytebase4j.client;

/**
 * The server may have acted on a request that must not be acted on twice, and it is not known
 * whether it did. The client does not send such a request again; look for what it would have made,
 * and send it again only if it is surely absent. The cause tells what went wrong.
 */
public final class OutcomeUnknownException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the failure that left the outcome open.
   *
   * @param facts the call
   * @param cause what went wrong
   */
  public OutcomeUnknownException(CallFacts facts, BytebaseException cause) {
    super(
        facts,
        "it is not known whether the server acted on "
            + facts.httpMethod()
            + " "
            + facts.path()
            + "; look for what it would have made before sending it again. What went wrong: "
            + cause.getMessage(),
        cause);
  }
}
