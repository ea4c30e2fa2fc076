package io.bytebase4j.gitops.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The versions that are there already, to compare files with: those that are applied to a database,
 * or those in the branch that the change goes to. Immutable.
 *
 * @param place what people call it, for example {@code instances/prod-pg/databases/app} or {@code
 *     origin/main}
 * @param applied whether the versions are surely applied; those of a branch need not be
 * @param entries the versions
 */
public record MigrationBaseline(String place, boolean applied, List<Entry> entries) {

  /**
   * One version.
   *
   * @param version the version
   * @param path the file's path, where it is known; else empty
   * @param contentId the SHA-256 of the content, in 64 hexadecimal digits, or git's id of the blob,
   *     in 40; empty where it is not known
   */
  public record Entry(MigrationVersion version, String path, String contentId) {
    private static final Pattern ID = Pattern.compile("|[0-9a-f]{40}|[0-9a-f]{64}");

    /**
     * Checks the content's id, and writes it in lower case.
     *
     * @param version the version
     * @param path the file's path, where it is known; else empty
     * @param contentId the SHA-256 of the content, in 64 hexadecimal digits, or git's id of the
     *     blob, in 40; empty where it is not known
     * @throws IllegalArgumentException if the content's id is neither
     */
    public Entry {
      contentId = contentId.toLowerCase(Locale.ROOT);
      if (!ID.matcher(contentId).matches()) {
        throw new IllegalArgumentException(
            "content id \"%s\" of version %s is neither a SHA-256 of 64 hexadecimal digits nor a git blob id of 40"
                .formatted(contentId, version));
      }
    }
  }

  /**
   * Copies the list.
   *
   * @param place what people call it
   * @param applied whether the versions are surely applied
   * @param entries the versions
   */
  public MigrationBaseline {
    entries = List.copyOf(entries);
  }

  /**
   * Takes versions of which nothing else is known. Files can then be found to be out of order, but
   * not to be edited.
   *
   * @param place what people call it
   * @param versions the versions, as they stand in the files' names
   * @return the baseline of applied versions
   * @throws IllegalArgumentException if one is no version
   */
  public static MigrationBaseline ofVersions(String place, Collection<String> versions) {
    return new MigrationBaseline(
        place,
        true,
        versions.stream().map(v -> new Entry(new MigrationVersion(v), "", "")).toList());
  }

  /**
   * Takes versions with the hashes of what was applied.
   *
   * @param place what people call it
   * @param sha256 the SHA-256 of each version's content, in hexadecimal
   * @return the baseline of applied versions
   * @throws IllegalArgumentException if one is no version, or no such hash
   */
  public static MigrationBaseline ofHashes(String place, Map<String, String> sha256) {
    List<Entry> entries = new ArrayList<>();
    sha256.forEach(
        (version, hash) -> entries.add(new Entry(new MigrationVersion(version), "", hash)));
    return new MigrationBaseline(place, true, entries);
  }

  /**
   * Takes the files of a branch or commit.
   *
   * @param place what people call it, for example {@code origin/main}
   * @param blobs git's id of each file, by its path, as {@code git ls-tree -r} lists them; files
   *     whose names hold no version are passed over
   * @return the baseline of versions that need not be applied yet
   * @throws IllegalArgumentException if an id is none
   */
  public static MigrationBaseline ofGitTree(String place, Map<String, String> blobs) {
    List<Entry> entries = new ArrayList<>();
    blobs.forEach(
        (path, blob) ->
            MigrationFileName.versionOf(path)
                .ifPresent(version -> entries.add(new Entry(version, path, blob))));
    return new MigrationBaseline(place, false, entries);
  }
}
