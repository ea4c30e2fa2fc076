package io.bytebase4j.client;

import org.jspecify.annotations.Nullable;

/** The caller's supplier of tokens failed or gave none, so that the call could not be made. */
public final class CredentialsException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes the failure.
   *
   * @param facts the call
   * @param message what is wrong, without the token
   * @param cause what the supplier threw, if it threw
   */
  public CredentialsException(CallFacts facts, String message, @Nullable Throwable cause) {
    super(facts, message, cause);
  }
}
