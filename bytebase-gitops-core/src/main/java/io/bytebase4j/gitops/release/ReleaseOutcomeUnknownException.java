package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.List;

/**
 * A release was sent, and it can't be told what became of it, or which one everybody who released
 * the same takes. Nothing runs by a release as long as no plan names it. The cause is the last
 * fault.
 *
 * <p>Run the same request again, later: it adopts what is there by then. A request with {@link
 * ReleaseReuse#ALWAYS_NEW} makes another release; what it made before, if anything, stays and runs
 * nothing.
 */
public final class ReleaseOutcomeUnknownException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /** The names that the release may have. */
  private final List<String> candidates;

  /** How many times the release was sent. */
  private final int sends;

  ReleaseOutcomeUnknownException(
      String what, List<String> candidates, int sends, RuntimeException cause) {
    super(
        "%s (sent %s); look for %s, and for those with a higher number at the end. No release runs anything by itself. Run the same again to adopt what is there by then. Last fault: %s"
            .formatted(
                what,
                sends == 1 ? "once" : sends + " times",
                String.join(" or ", candidates),
                cause.getMessage()),
        cause);
    this.candidates = List.copyOf(candidates);
    this.sends = sends;
  }

  /**
   * The names that the release may have.
   *
   * @return for each day that it may be of, the name with the lowest iteration; higher ones may be
   *     there, too
   */
  public List<String> candidates() {
    return candidates;
  }

  /**
   * How many times the release was sent.
   *
   * @return 1 or more
   */
  public int sends() {
    return sends;
  }
}
