package io.bytebase4j.client;

import org.jspecify.annotations.Nullable;

/**
 * Server versions in a row.
 *
 * @param since the first
 * @param before the first that is no longer of them; null where there is none
 */
record VersionRange(ServerVersion since, @Nullable ServerVersion before) {

  static VersionRange since(int major, int minor, int patch) {
    return new VersionRange(new ServerVersion(major, minor, patch), null);
  }

  VersionRange before(int major, int minor, int patch) {
    return new VersionRange(since, new ServerVersion(major, minor, patch));
  }

  boolean holds(ServerVersion version) {
    return version.compareTo(since) >= 0 && (before == null || version.compareTo(before) < 0);
  }

  /** Whether all versions of the other are of this one, too. */
  boolean holds(VersionRange other) {
    return holds(other.since)
        && (before == null || (other.before != null && other.before.compareTo(before) <= 0));
  }

  /** For people: {@code 3.9.1 or newer, but older than 3.14.0}. */
  @Override
  public String toString() {
    return since + " or newer" + (before == null ? "" : ", but older than " + before);
  }
}
