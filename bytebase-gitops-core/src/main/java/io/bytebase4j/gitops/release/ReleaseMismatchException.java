package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.common.GitOpsException;

/** The release that the server made does not hold what was sent. It is not rolled out. */
public final class ReleaseMismatchException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  ReleaseMismatchException(String release, String expected, String found) {
    super(
        "release %s does not hold what was sent: expected %s, found %s; do not roll it out"
            .formatted(release, expected, found));
  }
}
