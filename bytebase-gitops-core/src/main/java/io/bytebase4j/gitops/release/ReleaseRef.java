package io.bytebase4j.gitops.release;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A release on the server. It never changes.
 *
 * @param name its name, for example {@code projects/hr/releases/gitops-1f0c…-20261123-RC00}
 * @param files its files, ordered by version
 * @param createTime when it was made, by the server's clock
 * @param adopted whether it was found on the server, and not answered to the call that made it: it
 *     is of an earlier run, of one at the same time, or of a call whose answer was lost
 * @param duplicates names of releases with the same content that were made at the same time by
 *     somebody else, or by calls whose answers were late; they are left as they are and run nothing
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
   * @param adopted whether it was found on the server
   * @param duplicates names of releases with the same content that are left as they are
   */
  public ReleaseRef {
    files = List.copyOf(files);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * The contents that the project has by this release, to be named in place of being sent again.
   *
   * @return the names of the sheets, by the SHA-256 of what they hold
   */
  public Map<String, String> sheets() {
    Map<String, String> sheets = new HashMap<>();
    for (ReleasedFile file : files) {
      if (!file.sheet().isEmpty()) {
        sheets.put(file.sha256(), file.sheet());
      }
    }
    return Map.copyOf(sheets);
  }
}
