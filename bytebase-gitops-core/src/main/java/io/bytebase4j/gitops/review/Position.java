package io.bytebase4j.gitops.review;

/**
 * A place in a file.
 *
 * @param line the line, from 1; 0 for the whole file
 * @param column the column in code points, from 1; 0 where it is not known
 */
public record Position(int line, int column) implements Comparable<Position> {
  /** The whole file. */
  public static final Position NONE = new Position(0, 0);

  /**
   * Checks the numbers.
   *
   * @param line the line, from 1; 0 for the whole file
   * @param column the column in code points, from 1; 0 where it is not known
   * @throws IllegalArgumentException if one is negative, or there is a column without a line
   */
  public Position {
    if (line < 0 || column < 0 || (line == 0 && column != 0)) {
      throw new IllegalArgumentException(
          "line %d, column %d is no place: both count from 1, 0 stands for unknown"
              .formatted(line, column));
    }
  }

  @Override
  public int compareTo(Position other) {
    int order = Integer.compare(line, other.line);
    return order != 0 ? order : Integer.compare(column, other.column);
  }
}
