package io.bytebase4j.client;

import org.jspecify.annotations.Nullable;

/**
 * The root of all that a {@link BytebaseClient} throws when a call fails. Its message names the
 * operation and never holds a secret.
 */
public abstract class BytebaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Service and method. */
  private final String operation;

  BytebaseException(String operation, String message, @Nullable Throwable cause) {
    super(operation + ": " + message, cause);
    this.operation = operation;
  }

  /**
   * The operation that failed.
   *
   * @return service and method, for example {@code ReleaseService/CheckRelease}
   */
  public final String operation() {
    return operation;
  }
}
