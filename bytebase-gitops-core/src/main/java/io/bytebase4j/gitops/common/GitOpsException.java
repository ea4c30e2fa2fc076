package io.bytebase4j.gitops.common;

/**
 * The root of what this library throws of itself. What goes wrong between it and the server is
 * thrown as {@code io.bytebase4j.client.BytebaseException}. Messages say what to do next.
 */
public abstract class GitOpsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * For the rooms' exceptions.
   *
   * @param message what went wrong, with names, and what to do
   */
  protected GitOpsException(String message) {
    super(message);
  }

  /**
   * For the rooms' exceptions.
   *
   * @param message what went wrong, with names, and what to do
   * @param cause why
   */
  protected GitOpsException(String message, Throwable cause) {
    super(message, cause);
  }
}
