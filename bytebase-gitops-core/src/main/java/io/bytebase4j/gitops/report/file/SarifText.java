package io.bytebase4j.gitops.report.file;

import io.bytebase4j.gitops.common.internal.Texts;
import java.nio.charset.StandardCharsets;

/** Texts as SARIF wants them. Counts what it had to cut. Used once, by one thread. */
final class SarifText {
  /** GitHub's limit for texts of rules, kept for those of results as well. */
  static final int LONGEST = 1024;

  /** GitHub's limit for names of rules. */
  static final int LONGEST_NAME = 255;

  private static final String ELLIPSIS = "…";
  private static final String UNRESERVED = "-._~/";

  private int cut;

  /** How many texts were cut. */
  int cut() {
    return cut;
  }

  /** A message of one line, in which nothing is a link: brackets and backslashes are escaped. */
  String message(String line) {
    StringBuilder message = new StringBuilder(line.length());
    int keep = 0;
    for (int at = 0; at < line.length(); ) {
      int point = line.codePointAt(at);
      at += Character.charCount(point);
      if (point == '[' || point == ']' || point == '\\') {
        message.append('\\');
      }
      message.appendCodePoint(point);
      if (message.length() > LONGEST) {
        cut++;
        return message.substring(0, keep) + ELLIPSIS;
      }
      if (message.length() < LONGEST) {
        keep = message.length();
      }
    }
    return message.toString();
  }

  /** A name of one line. */
  String name(String text) {
    String name = Texts.flowing(text);
    String fit = Texts.cutToUnits(name, LONGEST_NAME);
    if (!fit.equals(name)) {
      cut++;
    }
    return fit;
  }

  /** A path as a reference to a file, relative as it is. A lone surrogate becomes U+FFFD. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte octet : wellFormed(path).getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xFF);
      if (isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0) {
        uri.append(character);
      } else {
        uri.append("%%%02X".formatted((int) character));
      }
    }
    return uri.toString();
  }

  private static String wellFormed(String path) {
    return path.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLetterOrDigit(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }
}
