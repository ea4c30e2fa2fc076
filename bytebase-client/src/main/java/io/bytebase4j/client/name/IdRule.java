package io.bytebase4j.client.name;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an id, one segment of a resource name, may not be. */
final class IdRule {
  private static final int SHOWN = 200;

  private IdRule() {}

  /** What is wrong with an id, to be put after it in a sentence; null where nothing is. */
  static @Nullable String fault(String id) {
    if (id.isEmpty()) {
      return "is empty";
    }
    // These would be folded away on the road, and the request would reach another resource.
    if (id.equals(".") || id.equals("..")) {
      return "means a folder";
    }
    if (id.indexOf('/') >= 0) {
      return "holds a slash";
    }
    if (id.codePoints().anyMatch(IdRule::isSpace)) {
      return "holds whitespace";
    }
    if (id.codePoints().anyMatch(Character::isISOControl)) {
      return "holds a control character";
    }
    // Half of a pair has no form in UTF-8: it would be sent as a question mark.
    if (id.codePoints().anyMatch(IdRule::isHalf)) {
      return "holds half of a character";
    }
    return null;
  }

  /** The first fault among ids, with the id it belongs to; null where there is none. */
  static @Nullable String firstFault(List<String> ids) {
    for (String id : ids) {
      String fault = fault(id);
      if (fault != null) {
        return "\"" + printable(id) + "\" " + fault;
      }
    }
    return null;
  }

  /** The text in a form that can't break a line of a log, or fill it. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            point -> {
              if (Character.isISOControl(point) || isHalf(point) || isLineBreak(point)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return text.codePointCount(0, text.length()) > SHOWN
        ? shown.append('…').toString()
        : shown.toString();
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  private static boolean isHalf(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  private static boolean isLineBreak(int point) {
    int type = Character.getType(point);
    return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
  }
}
