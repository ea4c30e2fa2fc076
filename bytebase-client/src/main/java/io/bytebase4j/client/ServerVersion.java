package io.bytebase4j.client;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Bytebase server, such as 3.9.2 or 2026.8. Immutable and thread-safe.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number, 0 where there is none
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
  // What follows the numbers, as in 3.10.0-rc1, is passed over.
  private static final Pattern FORM =
      Pattern.compile("[vV]?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?(?:[-+]\\S*)?");

  /** The year from which on versions may be named by years; no server was before. */
  private static final int FIRST_YEAR = 2026;

  private static final int NO_YEAR = 100;

  /**
   * Takes the numbers.
   *
   * @param major the first number
   * @param minor the second number
   * @param patch the third number, 0 where there is none
   * @throws IllegalArgumentException if one is negative
   */
  public ServerVersion {
    if (major < 0 || minor < 0 || patch < 0) {
      throw new IllegalArgumentException(
          "a server version has no negative numbers: " + major + "." + minor + "." + patch);
    }
  }

  /**
   * Reads a version as servers report it and people write it: {@code 3.9.2}, {@code v3.9.2}, {@code
   * 3.9}, {@code 2026.8}, {@code 3.10.0-rc1}. What follows the numbers does not count. Without a
   * third number it is the first version of its line, 3.9.0.
   *
   * @param text the text
   * @return the version; empty where the text is none, as are {@code development}, the hash of a
   *     commit, a day such as {@code 20260801}, and a year before 2026, when servers were not named
   *     by years
   */
  public static Optional<ServerVersion> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(form.group(1));
    if (major >= NO_YEAR && major < FIRST_YEAR) {
      return Optional.empty();
    }
    int patch = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
    return Optional.of(new ServerVersion(major, Integer.parseInt(form.group(2)), patch));
  }

  /**
   * Compares by number, the first before the second before the third.
   *
   * @param other the other version
   * @return negative if this one is older, positive if it is newer, 0 if they are the same
   */
  @Override
  public int compareTo(ServerVersion other) {
    return Comparator.comparingInt(ServerVersion::major)
        .thenComparingInt(ServerVersion::minor)
        .thenComparingInt(ServerVersion::patch)
        .compare(this, other);
  }

  /**
   * The version with all three numbers.
   *
   * @return for example {@code 3.9.2}
   */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
