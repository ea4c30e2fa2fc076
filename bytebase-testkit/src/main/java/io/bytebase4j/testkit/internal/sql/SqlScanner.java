package io.bytebase4j.testkit.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.Parser;

/**
 * Cuts PostgreSQL's SQL into tokens. It knows quotes, comments and parentheses and nothing of the
 * grammar; the lexical rules are those of the PostgreSQL driver. Lines with a psql command ({@code
 * \d t}) are skipped like comments.
 */
public final class SqlScanner {

  /**
   * A quote or comment that the text does not close: PostgreSQL's words for it, and where it
   * begins.
   */
  public record Unterminated(String message, int start) {}

  private final char[] sql;
  private final List<Token> tokens = new ArrayList<>();
  private Optional<Unterminated> unterminated = Optional.empty();
  private int depth;

  private SqlScanner(String sql) {
    this.sql = sql.toCharArray();
  }

  /** The tokens of a text. */
  public static List<Token> tokens(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    scanner.scan();
    return scanner.tokens;
  }

  /** The first quote or comment that is never closed. */
  public static Optional<Unterminated> unterminated(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    scanner.scan();
    return scanner.unterminated;
  }

  private void scan() {
    int i = startsWithByteOrderMark() ? 1 : 0;
    while (i < sql.length && unterminated.isEmpty()) {
      i = next(i);
    }
  }

  private boolean startsWithByteOrderMark() {
    return sql.length > 0 && sql[0] == '\uFEFF';
  }

  private int next(int i) {
    char c = sql[i];
    if (Character.isWhitespace(c)) {
      return i + 1;
    }
    if (isPsqlCommand(sql, i)) {
      return endOfLine(i);
    }
    return switch (c) {
      case '-' -> lineCommentOrSymbol(i);
      case '/' -> blockCommentOrSymbol(i);
      case '\'' ->
          quoted(i, Parser.parseSingleQuotes(sql, i, true), Token.Kind.STRING, "quoted string");
      case '"' ->
          quoted(i, Parser.parseDoubleQuotes(sql, i), Token.Kind.QUOTED_NAME, "quoted identifier");
      case '$' -> dollarQuotesOrSymbol(i);
      case '(' -> {
        int after = symbol(i);
        depth++;
        yield after;
      }
      case ')' -> {
        depth = Math.max(0, depth - 1);
        yield symbol(i);
      }
      default -> wordStart(c) ? word(i) : symbol(i);
    };
  }

  private int lineCommentOrSymbol(int i) {
    int end = Parser.parseLineComment(sql, i);
    return end == i ? symbol(i) : end + 1;
  }

  private int blockCommentOrSymbol(int i) {
    if (i + 1 >= sql.length || sql[i + 1] != '*') {
      return symbol(i);
    }
    int end = Parser.parseBlockComment(sql, i);
    if (end >= sql.length - 1 && !endsWith("*/")) {
      unterminated = Optional.of(unterminatedAt("/* comment", i));
    }
    return Math.max(end, i + 1) + 1;
  }

  private int dollarQuotesOrSymbol(int i) {
    int end = Parser.parseDollarQuotes(sql, i);
    if (end == i) {
      return symbol(i);
    }
    return quoted(i, end, Token.Kind.STRING, "dollar-quoted string");
  }

  private int quoted(int start, int lastChar, Token.Kind kind, String what) {
    if (lastChar >= sql.length) {
      unterminated = Optional.of(unterminatedAt(what, start));
      return sql.length;
    }
    return add(kind, start, lastChar + 1);
  }

  private Unterminated unterminatedAt(String what, int start) {
    String rest = new String(sql, start, sql.length - start);
    return new Unterminated("unterminated " + what + " at or near \"" + rest + "\"", start);
  }

  private int word(int start) {
    int end = start + 1;
    while (end < sql.length && Parser.isIdentifierContChar(sql[end])) {
      end++;
    }
    return add(Token.Kind.WORD, start, end);
  }

  private int symbol(int start) {
    return add(Token.Kind.SYMBOL, start, start + 1);
  }

  private int add(Token.Kind kind, int start, int end) {
    tokens.add(new Token(kind, new String(sql, start, end - start), start, depth));
    return end;
  }

  private boolean endsWith(String end) {
    return new String(sql).endsWith(end);
  }

  private int endOfLine(int i) {
    int end = i;
    while (end < sql.length && sql[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean wordStart(char c) {
    return Parser.isIdentifierStartChar(c) || Character.isDigit(c);
  }

  /**
   * Whether a psql command begins at {@code i}: a backslash and a letter at the beginning of a
   * line.
   */
  public static boolean isPsqlCommand(char[] sql, int i) {
    return sql[i] == '\\'
        && i + 1 < sql.length
        && Character.isLetter(sql[i + 1])
        && (i == 0 || sql[i - 1] == '\n');
  }

  /**
   * The text with what is no SQL replaced by blanks: a byte order mark, NUL, lines with psql
   * commands.
   */
  public static String onlySql(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] == 0 || (i == 0 && chars[i] == '\uFEFF')) {
        chars[i] = ' ';
      } else if (isPsqlCommand(chars, i)) {
        while (i < chars.length && chars[i] != '\n') {
          chars[i++] = ' ';
        }
      }
    }
    return new String(chars);
  }
}
