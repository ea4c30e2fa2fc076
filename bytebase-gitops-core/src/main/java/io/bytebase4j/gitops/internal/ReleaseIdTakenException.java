package io.bytebase4j.gitops.internal;

/** A release with the id that was chosen for a new one is there already. */
public final class ReleaseIdTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells which.
   *
   * @param release the release, for people
   * @param cause what the server said
   */
  public ReleaseIdTakenException(String release, Exception cause) {
    super(release + " is there already", cause);
  }
}
