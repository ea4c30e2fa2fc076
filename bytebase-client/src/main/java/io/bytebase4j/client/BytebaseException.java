package io.bytebase4j.client;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The root of all that a {@link BytebaseClient} throws when a call fails. Its message names the
 * operation and never holds a secret. Failures of earlier attempts of the same call are its
 * suppressed exceptions, oldest first.
 */
public abstract class BytebaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The call. */
  private final CallFacts facts;

  BytebaseException(CallFacts facts, String message, @Nullable Throwable cause) {
    super(facts.operation() + ": " + message + effort(facts), cause);
    this.facts = facts;
  }

  private static String effort(CallFacts facts) {
    return facts.attempts() <= 1
        ? ""
        : String.format(
            Locale.ROOT,
            " [%d attempts in %.1f s]",
            facts.attempts(),
            facts.elapsed().toMillis() / 1000.0);
  }

  /**
   * The call that failed, all facts at once.
   *
   * @return operation, HTTP method, path, attempts, elapsed time
   */
  public final CallFacts facts() {
    return facts;
  }

  /**
   * The operation that failed.
   *
   * @return service and method, for example {@code ReleaseService/CheckRelease}
   */
  public final String operation() {
    return facts.operation();
  }

  /**
   * How often the request was sent or tried to be.
   *
   * @return 1 or more; 0 if it never came to that
   */
  public final int attempts() {
    return facts.attempts();
  }

  /**
   * How long the call took.
   *
   * @return from its beginning to its failure, waits between attempts included
   */
  public final Duration elapsed() {
    return facts.elapsed();
  }

  /**
   * Whether the fault may be gone if the same is called some time later. It says nothing about
   * whether that is safe: see {@link OutcomeUnknownException}.
   *
   * @return true for overload, outages, broken connections and time-outs
   */
  public boolean isRetryable() {
    return false;
  }
}
