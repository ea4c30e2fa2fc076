package io.bytebase4j.gitops.migration;

import java.util.ArrayList;
import java.util.List;

/** Takes the alternatives in braces of a pattern apart. */
final class GlobParser {
  /** More than any pattern written by hand has; a pattern of nested braces could have billions. */
  private static final int MOST_ALTERNATIVES = 1000;

  /** As long as a path of any system; braces are taken apart by calls within calls. */
  private static final int LONGEST = 4096;

  private final String pattern;

  private GlobParser(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Writes a pattern out.
   *
   * @param pattern a pattern
   * @return the patterns without braces that it stands for
   * @throws IllegalArgumentException if it is no pattern
   */
  static List<String> alternatives(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException(
          "pattern \"%s...\" has %d characters: the most is %d; give several shorter ones"
              .formatted(pattern.substring(0, 40), pattern.length(), LONGEST));
    }
    GlobParser parser = new GlobParser(pattern);
    List<String> alternatives = new ArrayList<>();
    parser.check();
    parser.expand("", pattern, alternatives);
    return alternatives;
  }

  private void check() {
    int depth = 0;
    for (int at = 0; at < pattern.length(); at++) {
      switch (pattern.charAt(at)) {
        case '\\' -> {
          at++;
          if (at == pattern.length()) {
            throw wrong("nothing follows the \\", at - 1);
          }
        }
        case '[' -> at = endOfClass(at);
        case '{' -> depth++;
        case '}' -> {
          depth--;
          if (depth < 0) {
            throw wrong("no { goes with the }", at);
          }
        }
        default -> {}
      }
    }
    if (depth > 0) {
      throw wrong("no } goes with the {", pattern.lastIndexOf('{'));
    }
  }

  private int endOfClass(int begin) {
    int at = begin + 1;
    if (at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^')) {
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      if (at == first && pattern.charAt(at) == ']') {
        throw wrong("the class in brackets is empty; write \\] for a bracket in it", begin);
      }
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= pattern.length()) {
      throw wrong("no ] goes with the [", begin);
    }
    return at;
  }

  private void expand(String done, String rest, List<String> alternatives) {
    int open = indexOf(rest, '{');
    if (open < 0) {
      if (alternatives.size() == MOST_ALTERNATIVES) {
        throw new IllegalArgumentException(
            "pattern \"%s\" stands for more than %d patterns"
                .formatted(pattern, MOST_ALTERNATIVES));
      }
      requireWhole(done + rest);
      alternatives.add(done + rest);
      return;
    }
    int depth = 0;
    int from = open + 1;
    List<String> parts = new ArrayList<>();
    int at = open + 1;
    for (; depth > 0 || rest.charAt(at) != '}'; at++) {
      switch (rest.charAt(at)) {
        case '\\' -> at++;
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(rest.substring(from, at));
            from = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(rest.substring(from, at));
    for (String part : parts) {
      expand(done + rest.substring(0, open), part + rest.substring(at + 1), alternatives);
    }
  }

  // Braces part a pattern without regard to brackets, so that {[,],a} falls into pieces that are
  // none.
  private void requireWhole(String alternative) {
    try {
      new GlobParser(alternative).check();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "pattern \"%s\" holds \"%s\", which is none: %s"
              .formatted(pattern, alternative, "put a \\ before a comma or brace within brackets"),
          e);
    }
  }

  private static int indexOf(String text, char wanted) {
    boolean inClass = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if (c == wanted) {
        return at;
      }
    }
    return -1;
  }

  private IllegalArgumentException wrong(String why, int at) {
    return new IllegalArgumentException(
        "pattern \"%s\": %s, at character %d".formatted(pattern, why, at + 1));
  }
}
