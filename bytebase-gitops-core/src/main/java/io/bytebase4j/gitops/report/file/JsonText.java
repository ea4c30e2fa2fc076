package io.bytebase4j.gitops.report.file;

import java.io.IOException;

/**
 * Lets nothing through unseen: what a JSON writer leaves as it is but no reader sees, or what turns
 * the direction of writing, becomes an escape of JSON. The value stays the same. In a document such
 * characters can stand only in strings, where the escape is allowed. A lone surrogate, which UTF-8
 * can't hold, becomes U+FFFD.
 */
final class JsonText extends AppendableWriter {
  private static final char REPLACEMENT = '\uFFFD';

  JsonText(Appendable out) {
    super(out);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length), 0, length);
  }

  // A JSON writer passes on text in runs that end where it writes an escape of its own, which it
  // does for no surrogate: no pair comes apart.
  @Override
  public void write(String text, int from, int length) throws IOException {
    int end = from + length;
    int plain = from;
    for (int at = from; at < end; ) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if (!isSeen(point)) {
        super.write(text, plain, at - plain);
        String escaped = escaped(point);
        super.write(escaped, 0, escaped.length());
        plain = next;
      }
      at = next;
    }
    super.write(text, plain, end - plain);
  }

  private static boolean isSeen(int point) {
    if (point < 0x7F) {
      return true; // below are the writer's own line breaks; it escapes all others
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> !isNoCharacter(point);
    };
  }

  private static boolean isNoCharacter(int point) {
    return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static String escaped(int point) {
    if (Character.getType(point) == Character.SURROGATE) {
      return String.valueOf(REPLACEMENT);
    }
    StringBuilder escaped = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      escaped.append("\\u%04x".formatted((int) unit));
    }
    return escaped.toString();
  }
}
