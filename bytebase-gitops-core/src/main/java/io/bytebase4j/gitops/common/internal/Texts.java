package io.bytebase4j.gitops.common.internal;

import java.util.regex.Pattern;

/** Makes text that others wrote fit for the sinks: short enough, one line, without tricks. */
public final class Texts {
  private static final String ELLIPSIS = "…";
  private static final int ELLIPSIS_BYTES = 3;
  private static final int REPLACEMENT = 0xFFFD;

  // GitHub and Azure look for ##[ and ##vso[ anywhere in a line, TeamCity for ##teamcity[ at its
  // beginning.
  private static final Pattern HASH_COMMAND = Pattern.compile("#(?=#[A-Za-z]*\\[)");

  // GitHub trims a line as .NET does before it looks for a command.
  private static final Pattern COLON_COMMAND =
      Pattern.compile("^([\\s\\p{Z}\\p{Cc}\\p{Cf}]*:)(?=:)");

  private Texts() {}

  /**
   * Cuts a text that is longer than a number of code points, on the border of one.
   *
   * @param text the text
   * @param most the most code points, with the ellipsis that ends a text that was cut
   * @return the text or its beginning; empty if nothing fits
   */
  public static String cutToCodePoints(String text, int most) {
    return cut(text, most, 1, Texts::onePoint);
  }

  /**
   * Cuts a text that is longer than a number of UTF-16 units, on the border of a code point.
   *
   * @param text the text
   * @param most the most units, with the ellipsis that ends a text that was cut
   * @return the text or its beginning; empty if nothing fits
   */
  public static String cutToUnits(String text, int most) {
    return cut(text, most, ELLIPSIS.length(), Character::charCount);
  }

  /**
   * Cuts a text that takes more than a number of bytes in UTF-8, on the border of a code point.
   *
   * @param text the text
   * @param most the most bytes, with the three of the ellipsis that ends a text that was cut
   * @return the text or its beginning; empty if nothing fits
   */
  public static String cutToBytes(String text, int most) {
    return cut(text, most, ELLIPSIS_BYTES, Texts::bytes);
  }

  /**
   * How many bytes a text takes in UTF-8. A lone surrogate counts as what {@link #visible} puts in
   * its place.
   *
   * @param text the text
   * @return the number of bytes
   */
  public static int bytes(CharSequence text) {
    int sum = 0;
    for (int at = 0; at < text.length(); ) {
      int point = Character.codePointAt(text, at);
      sum += bytes(point);
      at += Character.charCount(point);
    }
    return sum;
  }

  private interface Measure {
    int of(int codePoint);
  }

  private static String cut(String text, int most, int ellipsis, Measure measure) {
    // no unit of UTF-16 takes more than three bytes
    if (text.length() <= most / ELLIPSIS_BYTES) {
      return text;
    }
    int used = 0;
    int keep = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      used += measure.of(point);
      at += Character.charCount(point);
      if (used > most) {
        return most < ellipsis ? "" : text.substring(0, keep) + ELLIPSIS;
      }
      if (used <= most - ellipsis) {
        keep = at;
      }
    }
    return text;
  }

  private static int onePoint(int ignored) {
    return 1;
  }

  private static int bytes(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  /**
   * Makes a text one line in which everything can be seen, for names. Controls, breaks of lines and
   * marks that turn the direction of writing are written as Java writes them, such as {@code \n} or
   * {@code \u202E}; a lone surrogate becomes U+FFFD.
   *
   * @param text the text
   * @return one line
   */
  public static String visible(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, plain);
    text.substring(plain).codePoints().forEach(point -> appendVisible(line, point));
    return line.toString();
  }

  // Nearly all text is, and reports may hold very much.
  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F;
  }

  /**
   * Makes a text one line for reading, for messages: as {@link #visible}, but any run of blanks and
   * breaks of lines becomes one space, and none is left at the ends.
   *
   * @param text the text
   * @return one line
   */
  public static String flowing(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean apart = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        apart = true;
      } else {
        line.append(apart && !line.isEmpty() ? " " : "").append(c);
        apart = false;
      }
    }
    return visible(line.toString());
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || breaksLines(c);
  }

  private static void appendVisible(StringBuilder line, int point) {
    switch (point) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isSurrogate(point)) {
          line.appendCodePoint(REPLACEMENT);
        } else if (Character.isISOControl(point) || breaksLines(point) || turnsDirection(point)) {
          line.append("\\u%04X".formatted(point));
        } else {
          line.appendCodePoint(point);
        }
      }
    }
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static boolean breaksLines(int point) {
    return point == 0x2028 || point == 0x2029;
  }

  private static boolean turnsDirection(int point) {
    return point == 0x061C
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  /**
   * Makes a line safe for the log of any CI: no command of GitHub ({@code ::} first, {@code ##[}
   * anywhere) or Azure ({@code ##vso[} anywhere), and nothing that a terminal or GitLab acts on.
   *
   * @param line a line to be printed, with text of others in it
   * @return the line, {@link #visible}, with a space put into what would be a command
   */
  public static String logLine(String line) {
    String visible = visible(line);
    String apart =
        visible.contains("##") ? HASH_COMMAND.matcher(visible).replaceAll("# ") : visible;
    return COLON_COMMAND.matcher(apart).replaceFirst("$1 ");
  }

  /**
   * Replaces what XML 1.0 can't hold by U+FFFD. What it can hold but gives a meaning to is for the
   * writer to escape.
   *
   * @param text the text
   * @return text for an XML writer
   */
  public static String xml(String text) {
    StringBuilder fit = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isXml(point) ? point : REPLACEMENT)
        .forEach(fit::appendCodePoint);
    return fit.toString();
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point < Character.MIN_SURROGATE)
        || (point > Character.MAX_SURROGATE && point < 0xFFFE)
        || point > 0xFFFF;
  }
}
