package io.bytebase4j.testkit.internal.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a file, with everything that stands before it since the last one (blanks and
 * comments too), as the real server cuts them.
 *
 * @param text the statement as written, with its semicolon
 * @param start where it begins in the file, in chars
 * @param byteStart where it begins in the file, in bytes of UTF-8
 * @param byteEnd where it ends, exclusive, in bytes of UTF-8
 * @param lineBefore how many line ends the file has before {@code start}
 * @param tokens its tokens; their offsets count from {@code start}
 */
public record SqlStatement(
    String text, int start, int byteStart, int byteEnd, int lineBefore, List<Token> tokens) {

  /** Copies the tokens. */
  public SqlStatement {
    tokens = List.copyOf(tokens);
  }

  /** Cuts a file into its statements. The texts, put together, are the file again. */
  public static List<SqlStatement> split(String file) {
    List<SqlStatement> statements = new ArrayList<>();
    Cut cut = new Cut(0, 0, 0);
    List<Token> pending = new ArrayList<>();
    AtomicBody body = new AtomicBody();
    for (Token token : SqlScanner.tokens(file)) {
      body.see(token);
      pending.add(token);
      if (token.isSymbol(';') && token.depth() == 0 && !body.isOpen()) {
        cut = cut.add(statements, file, token.end(), pending);
        pending = new ArrayList<>();
      }
    }
    if (cut.start < file.length()) {
      cut.add(statements, file, file.length(), pending);
    }
    return statements;
  }

  /** The statements that are more than blanks, comments and semicolons. */
  public static List<SqlStatement> nonEmpty(String file) {
    return split(file).stream().filter(s -> !s.isEmpty()).toList();
  }

  /** Whether there is nothing to run in it. */
  public boolean isEmpty() {
    return tokens.stream().allMatch(t -> t.isSymbol(';'));
  }

  /**
   * The text without blanks around it and without the semicolon: how the real server quotes it in
   * an advice.
   */
  public String trimmed() {
    String stripped = text.strip();
    int end = stripped.length();
    while (end > 0 && stripped.charAt(end - 1) == ';') {
      end--;
    }
    return stripped.substring(0, end);
  }

  /**
   * The line in the file, from 1, on which the character at {@code offset} of this statement
   * stands.
   */
  public int lineOf(int offset) {
    return lineBefore + 1 + count(text, offset);
  }

  /** The line in the file, from 1, of the first character that is no blank. */
  public int contentLine() {
    int offset = text.length() - text.stripLeading().length();
    return lineOf(offset == text.length() ? 0 : offset);
  }

  private static int count(String text, int end) {
    int lines = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        lines++;
      }
    }
    return lines;
  }

  /** Where the next statement begins: chars, bytes and lines so far. */
  private record Cut(int start, int bytes, int lines) {
    Cut add(List<SqlStatement> to, String file, int end, List<Token> tokens) {
      String text = file.substring(start, end);
      int byteEnd = bytes + text.getBytes(StandardCharsets.UTF_8).length;
      List<Token> moved =
          tokens.stream()
              .map(t -> new Token(t.kind(), t.text(), t.start() - start, t.depth()))
              .toList();
      to.add(new SqlStatement(text, start, bytes, byteEnd, lines, moved));
      return new Cut(end, byteEnd, lines + count(text, text.length()));
    }
  }

  /** Follows {@code BEGIN ATOMIC … END}, whose semicolons end no statement. */
  private static final class AtomicBody {
    private boolean begin;
    private int open;

    void see(Token token) {
      if (open > 0 && token.is("CASE")) {
        open++;
      } else if (open > 0 && token.is("END")) {
        open--;
      } else if (begin && token.is("ATOMIC")) {
        open = 1;
      }
      begin = token.is("BEGIN");
    }

    boolean isOpen() {
      return open > 0;
    }
  }
}
