package io.bytebase4j.client;

/**
 * The thread that made the call was interrupted; its interrupt flag is set still. Whether the
 * server acted is not known; for an operation where that matters, this is the cause of an {@link
 * OutcomeUnknownException}.
 */
public final class CallInterruptedException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes the wait that was cut short.
   *
   * @param facts the call
   * @param waitedFor what the thread waited for, for example {@code the answer}
   */
  public CallInterruptedException(CallFacts facts, String waitedFor) {
    super(facts, "the thread was interrupted while it waited for " + waitedFor, null);
  }
}
