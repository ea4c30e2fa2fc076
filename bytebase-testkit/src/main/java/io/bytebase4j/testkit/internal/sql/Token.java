package io.bytebase4j.testkit.internal.sql;

import java.util.Locale;

/**
 * A piece of SQL that means something: blanks and comments are no tokens.
 *
 * @param kind what it is
 * @param text as written
 * @param start where it begins in the scanned text, in chars
 * @param depth how many parentheses are open around it
 */
public record Token(Kind kind, String text, int start, int depth) {

  /** What a token is. */
  public enum Kind {
    /** A keyword, an unquoted name or a number. */
    WORD,
    /** A name in double quotes. */
    QUOTED_NAME,
    /** A string in single quotes or between dollar quotes. */
    STRING,
    /** Any other character. */
    SYMBOL
  }

  /** Whether this is the unquoted word {@code word}, whatever its case. */
  public boolean is(String word) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(word);
  }

  /** Whether this is the character {@code symbol}. */
  public boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  /** Whether this can be part of the name of a table. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** Where the token ends, exclusive. */
  public int end() {
    return start + text.length();
  }
}
