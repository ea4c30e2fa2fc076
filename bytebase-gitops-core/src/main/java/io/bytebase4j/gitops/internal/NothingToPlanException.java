package io.bytebase4j.gitops.internal;

/** The server makes no plan of a release that is applied on all targets. */
public final class NothingToPlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells which.
   *
   * @param release the release
   */
  public NothingToPlanException(String release) {
    super(release + " is applied on all targets");
  }
}
