package io.bytebase4j.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time for the whole call ran out. For an operation whose effect matters, and whose request may
 * have reached the server, this is the cause of an {@link OutcomeUnknownException}.
 */
public final class DeadlineExceededException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes the wait that took too long.
   *
   * @param facts the call
   * @param timeout the time it had
   * @param waitedFor what it waited for at the end, for example {@code the answer}
   * @param cause what failed last, if anything did
   */
  public DeadlineExceededException(
      CallFacts facts, Duration timeout, String waitedFor, @Nullable Throwable cause) {
    super(
        facts,
        "not done within " + timeout + ", while it waited for " + waitedFor + last(cause),
        cause);
  }

  private static String last(@Nullable Throwable cause) {
    return cause == null ? "" : "; last: " + cause.getMessage();
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
