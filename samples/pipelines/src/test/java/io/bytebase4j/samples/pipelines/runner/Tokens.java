package io.bytebase4j.samples.pipelines.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression, taken one after the other. What is no word is refused. */
final class Tokens {
  private final String where;
  private final String text;
  private final List<String> words = new ArrayList<>();
  private int next;

  Tokens(String where, String text, Pattern word) {
    this.where = where;
    this.text = text;
    Matcher matcher = word.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (Character.isWhitespace(text.charAt(end))) {
        end++;
      } else if (matcher.find(end) && matcher.start() == end) {
        words.add(matcher.group());
        end = matcher.end();
      } else {
        throw refuse("can't be read from here on: " + text.substring(end));
      }
    }
  }

  UnsupportedPipelineException refuse(String what) {
    return new UnsupportedPipelineException(where, "the expression " + text + " " + what);
  }

  /** The next word, which stays the next. */
  String peek() {
    return next < words.size() ? words.get(next) : "";
  }

  String take() {
    if (next == words.size()) {
      throw refuse("ends too early");
    }
    return words.get(next++);
  }

  boolean takeIf(String word) {
    if (!peek().equals(word)) {
      return false;
    }
    next++;
    return true;
  }

  void expect(String word) {
    String taken = take();
    if (!taken.equals(word)) {
      throw refuse("has " + taken + " where " + word + " was expected");
    }
  }

  void end() {
    if (next < words.size()) {
      throw refuse("goes on with " + peek() + ", which was not expected");
    }
  }
}
