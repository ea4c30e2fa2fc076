package io.bytebase4j.gitops.release;

import java.util.List;

/**
 * A release on the server. It never changes.
 *
 * @param name its name, for example {@code projects/hr/releases/gitops-1f0c…-20261123-RC00}
 * @param files its files, ordered by version
 */
public record ReleaseRef(String name, List<ReleasedFile> files) {
  /**
   * Copies the files.
   *
   * @param name its name, for example {@code projects/hr/releases/gitops-1f0c…-20261123-RC00}
   * @param files its files, ordered by version
   */
  public ReleaseRef {
    files = List.copyOf(files);
  }
}
