package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.List;

/**
 * Everything of a release is applied on all its targets. Newer servers make a plan all the same,
 * whose tasks find that out; those of 3.6 make none.
 */
public final class NothingToRollOutException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /** What is applied. */
  private final String release;

  NothingToRollOutException(String release, List<String> targets, Exception cause) {
    super(
        "%s is applied on %s: there is nothing to roll out"
            .formatted(release, String.join(", ", targets)),
        cause);
    this.release = release;
  }

  /**
   * What is applied.
   *
   * @return the release's name
   */
  public String release() {
    return release;
  }
}
