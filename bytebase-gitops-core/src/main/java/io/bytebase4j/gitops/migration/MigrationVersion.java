package io.bytebase4j.gitops.migration;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a migration: numbers, parted by dots. Immutable.
 *
 * <p>Versions are ordered part by part as numbers, so that {@code 1.9} comes before {@code 1.10}.
 * They are equal only as text, since the server takes {@code 1} and {@code 001} as two versions.
 */
public final class MigrationVersion implements Comparable<MigrationVersion> {
  // Possessive, here and in names: what is not takes a frame of the stack for each part.
  private static final Pattern FORM = Pattern.compile("[0-9]++(\\.[0-9]++)*+");
  private static final Pattern DOT = Pattern.compile("\\.");

  private final String text;
  private final long[] parts;

  /**
   * Checks the form.
   *
   * @param text the version as it stands in the file's name
   * @throws IllegalArgumentException if it is not numbers parted by dots, or a number does not fit
   *     64 bits
   */
  public MigrationVersion(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "version \"" + text + "\" is not numbers parted by dots, such as 202505141650 or 1.10");
    }
    this.text = text;
    this.parts = DOT.splitAsStream(text).mapToLong(part -> number(text, part)).toArray();
  }

  /**
   * Whether a text is a version.
   *
   * @param text a text
   * @return false if the constructor would refuse it
   */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches()
        && DOT.splitAsStream(text).allMatch(part -> new BigInteger(part).bitLength() < Long.SIZE);
  }

  private static long number(String text, String part) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "version \"" + text + "\": " + part + " is more than 64 bits hold", e);
    }
  }

  /**
   * The version as it stands in the file's name.
   *
   * @return for example {@code 202505141650}
   */
  public String text() {
    return text;
  }

  @Override
  public int compareTo(MigrationVersion other) {
    int order = Arrays.compare(parts, other.parts);
    return order != 0 ? order : text.compareTo(other.text);
  }

  /**
   * Whether both are the same numbers, however they are written.
   *
   * @param other another version
   * @return true for {@code 1} and {@code 001}
   */
  public boolean sameNumbers(MigrationVersion other) {
    return Arrays.equals(parts, other.parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MigrationVersion that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
