package io.bytebase4j.gitops.release;

import java.time.Instant;
import java.util.List;

/**
 * A release on the server. It never changes.
 *
 * @param name its name, for example {@code projects/hr/releases/gitops-1f0c…-20261123-RC00}
 * @param files its files, ordered by version
 * @param createTime when it was made, by the server's clock
 * @param adopted whether it was there already and holds what was to be released
 * @param duplicates names of releases with the same content that were made at the same time by
 *     somebody else, or by a call whose answer was lost; they are left as they are and run nothing
 */
public record ReleaseRef(
    String name,
    List<ReleasedFile> files,
    Instant createTime,
    boolean adopted,
    List<String> duplicates) {
  /**
   * Copies the lists.
   *
   * @param name its name, for example {@code projects/hr/releases/gitops-1f0c…-20261123-RC00}
   * @param files its files, ordered by version
   * @param createTime when it was made, by the server's clock
   * @param adopted whether it was there already and holds what was to be released
   * @param duplicates names of releases with the same content that are left as they are
   */
  public ReleaseRef {
    files = List.copyOf(files);
    duplicates = List.copyOf(duplicates);
  }
}
