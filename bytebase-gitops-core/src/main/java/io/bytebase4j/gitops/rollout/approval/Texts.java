package io.bytebase4j.gitops.rollout.approval;

import java.util.ArrayList;
import java.util.List;

/** Texts of other people, made fit for where they go. */
final class Texts {
  private static final int LONGEST_LINE = 500;

  /** The server can't take a word of more than 2,046 bytes; a character has four at most. */
  private static final int LONGEST_WORD = 500;

  private Texts() {}

  /** One line for a message, of at most 500 characters. */
  static String line(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
  }

  /** The same with line breaks in words that are too long for the server. */
  static String withoutLongWords(String text) {
    List<Integer> result = new ArrayList<>(text.length());
    int word = 0;
    for (int c : text.codePoints().toArray()) {
      word = Character.isWhitespace(c) ? 0 : word + 1;
      if (word > LONGEST_WORD) {
        result.add((int) '\n');
        word = 1;
      }
      result.add(c);
    }
    return result.stream()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
