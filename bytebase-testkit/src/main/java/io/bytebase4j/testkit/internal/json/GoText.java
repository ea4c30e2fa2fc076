package io.bytebase4j.testkit.internal.json;

/** Texts as the server, which is written in Go, quotes them. */
public final class GoText {

  private GoText() {}

  /** A text in double quotes, with what can't be printed escaped. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (Character.isISOControl(c)) {
          quoted.append("\\x%02x".formatted(c));
        } else {
          quoted.appendCodePoint(c);
        }
      }
    }
  }
}
