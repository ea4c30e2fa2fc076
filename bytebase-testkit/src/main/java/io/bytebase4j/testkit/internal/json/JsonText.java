package io.bytebase4j.testkit.internal.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;

/**
 * A JSON text that is read from left to right and knows its position, which Gson's reader does not
 * tell. It reads one token at a time; the text must have passed {@link #requireWellFormed}.
 */
final class JsonText {

  // the server's build puts a no-break space there
  private static final String PROTO = "proto:\u00a0";

  private final String text;
  private int position;

  JsonText(String text) {
    this.text = text;
  }

  /** Refuses a text that is no JSON, as the server's first pass does. */
  static void requireWellFormed(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.skipValue();
    } catch (EOFException e) {
      throw new MalformedRequestException("unexpected EOF");
    } catch (IOException e) {
      throw new MalformedRequestException("invalid character in JSON text: " + e.getMessage());
    }
  }

  /** The next character that is no blank, without moving past it. */
  char peek() {
    while (Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return text.charAt(position);
  }

  /** Moves past one character that must be there in well-formed JSON. */
  void skip(char expected) {
    if (peek() != expected) {
      throw syntaxError(position, "unexpected token " + raw());
    }
    position++;
  }

  /** Moves past the character if it is the next one. */
  boolean skipIf(char c) {
    if (peek() == c) {
      position++;
      return true;
    }
    return false;
  }

  /** Where the next token begins. */
  int position() {
    peek();
    return position;
  }

  /** Reads a scalar and returns it as written, a string with its quotes. */
  String scalar() {
    int start = position();
    if (text.charAt(start) == '"') {
      position++;
      while (text.charAt(position) != '"') {
        position += text.charAt(position) == '\\' ? 2 : 1;
      }
      position++;
    } else {
      while (position < text.length() && ",]} \t\r\n".indexOf(text.charAt(position)) < 0) {
        position++;
      }
    }
    return text.substring(start, position);
  }

  /** What stands at the next position, as the server quotes it in an error. */
  String raw() {
    int at = position();
    char c = text.charAt(at);
    if ("{}[],:".indexOf(c) >= 0) {
      return String.valueOf(c);
    }
    String scalar = scalar();
    position = at;
    return scalar;
  }

  MalformedRequestException error(int at, String message) {
    return new MalformedRequestException(PROTO + "(" + place(at) + "): " + message);
  }

  MalformedRequestException syntaxError(int at, String message) {
    return new MalformedRequestException(PROTO + "syntax error (" + place(at) + "): " + message);
  }

  private String place(int at) {
    String before = text.substring(0, at);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    return "line " + line + ":" + (inLine.codePointCount(0, inLine.length()) + 1);
  }
}
