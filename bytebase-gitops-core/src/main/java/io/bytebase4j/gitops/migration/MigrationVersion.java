package io.bytebase4j.gitops.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The version of a migration: numbers, parted by dots.
 *
 * <p>Versions are ordered part by part as numbers, so that {@code 1.9} comes before {@code 1.10}.
 * They are equal only as text, since the server takes {@code 1} and {@code 001} as two versions.
 *
 * @param text the version as it stands in the file's name
 */
public record MigrationVersion(String text) implements Comparable<MigrationVersion> {
  private static final Pattern FORM = Pattern.compile("\\d+(\\.\\d+)*");

  /**
   * Checks the form.
   *
   * @param text the version as it stands in the file's name
   * @throws IllegalArgumentException if it is not numbers parted by dots, or a number does not fit
   *     64 bits
   */
  public MigrationVersion {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "version \"" + text + "\" is not numbers parted by dots, such as 202505141650 or 1.10");
    }
    parse(text);
  }

  private static List<Long> parse(String text) {
    List<Long> parts = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      try {
        parts.add(Long.parseLong(part));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "version \"" + text + "\": " + part + " is more than 64 bits hold", e);
      }
    }
    return parts;
  }

  @Override
  public int compareTo(MigrationVersion other) {
    List<Long> mine = parse(text);
    List<Long> theirs = parse(other.text);
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      int order = Long.compare(mine.get(i), theirs.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(mine.size(), theirs.size());
    return order != 0 ? order : text.compareTo(other.text);
  }

  /**
   * Whether both are the same numbers, however they are written.
   *
   * @param other another version
   * @return true for {@code 1} and {@code 001}
   */
  public boolean sameNumbers(MigrationVersion other) {
    return parse(text).equals(parse(other.text));
  }

  @Override
  public String toString() {
    return text;
  }
}
