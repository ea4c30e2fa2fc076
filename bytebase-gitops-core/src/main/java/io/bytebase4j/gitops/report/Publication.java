package io.bytebase4j.gitops.report;

/**
 * How publishing to one sink ended. Holds no token.
 *
 * @param sink what people call the place
 * @param status how it ended
 * @param detail why it was skipped or failed, and what to do; or where it can be seen
 * @param leftOut how many findings the sink's limits left out; that is said in the sink, too
 */
public record Publication(String sink, Status status, String detail, int leftOut) {

  /** How it ended. */
  public enum Status {
    /** It is there. */
    PUBLISHED,
    /** There was no place for it, such as no pull request, or nothing to sign in with. */
    SKIPPED,
    /** It was tried and is not there, or not whole. */
    FAILED
  }

  /**
   * It is there.
   *
   * @param sink what people call the place
   * @param detail where it can be seen; may be empty
   * @param leftOut how many findings the sink's limits left out
   * @return how it ended
   */
  public static Publication published(String sink, String detail, int leftOut) {
    return new Publication(sink, Status.PUBLISHED, detail, leftOut);
  }

  /**
   * There was no place for it.
   *
   * @param sink what people call the place
   * @param why the reason
   * @return how it ended
   */
  public static Publication skipped(String sink, String why) {
    return new Publication(sink, Status.SKIPPED, why, 0);
  }

  /**
   * It was tried and is not there.
   *
   * @param sink what people call the place
   * @param why the reason, and what to do
   * @return how it ended
   */
  public static Publication failed(String sink, String why) {
    return new Publication(sink, Status.FAILED, why, 0);
  }
}
