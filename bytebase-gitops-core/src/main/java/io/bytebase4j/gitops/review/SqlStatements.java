package io.bytebase4j.gitops.review;

import java.util.ArrayList;
import java.util.List;

/**
 * Where statements and their comments stand in a text of SQL, line by line. It reads what all
 * engines share: quotes, dollar quotes, comments, semicolons. Where it can't be sure, since a
 * backslash before a quote means one thing to one engine and another to the next, every semicolon
 * ends a statement: a statement that is taken to be too short lets too little pass, never too much.
 */
final class SqlStatements {

  /** A statement with the comments before it: its first and last line, from 1. */
  record Lines(int first, int last) {}

  /**
   * A comment that begins with two dashes.
   *
   * @param line its line, from 1
   * @param text what follows the dashes
   * @param statement the index of the statement that it stands before or in; {@link #NOWHERE} if it
   *     stands behind the end of one, in the same line: to the server it then belongs to the next
   */
  record Comment(int line, String text, int statement) {}

  static final int NOWHERE = -1;

  private final String sql;
  private final boolean unsure;
  private final List<Lines> statements = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int line = 1;

  /** Of the statement that is being read; 0 before it begins. */
  private int firstLine;

  private boolean blankStatement = true;
  private int lineOfLastEnd;

  private SqlStatements(String sql) {
    this.sql = sql;
    this.unsure = sql.contains("\\'") || sql.contains("\\\"");
  }

  static SqlStatements of(String sql) {
    SqlStatements statements = new SqlStatements(sql);
    statements.read();
    return statements;
  }

  List<Comment> comments() {
    return comments;
  }

  Lines statement(int index) {
    return statements.get(index);
  }

  private void read() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (sql.startsWith("--", at)) {
        comment();
      } else if (sql.startsWith("/*", at)) {
        begin();
        skipTo("*/", at + 2);
      } else if (c == ';') {
        at++;
        end();
      } else if (Character.isWhitespace(c)) {
        step();
      } else {
        begin();
        blankStatement = false;
        token(c);
      }
    }
    end();
  }

  private void token(char c) {
    if (!unsure && (c == '\'' || c == '"' || c == '`')) {
      skipTo(String.valueOf(c), at + 1);
    } else if (!unsure && c == '$') {
      dollarQuote();
    } else {
      // a whole word, so that the $ in a name like a$b$ opens nothing
      do {
        step();
      } while (at < sql.length() && isPartOfName(c) && isPartOfName(sql.charAt(at)));
    }
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void dollarQuote() {
    int close = sql.indexOf('$', at + 1);
    boolean tag =
        close > 0
            && sql.substring(at + 1, close).chars().allMatch(c -> isPartOfName((char) c))
            && (close == at + 1 || !Character.isDigit(sql.charAt(at + 1)));
    if (tag) {
      skipTo(sql.substring(at, close + 1), close + 1);
    } else {
      step();
    }
  }

  private void comment() {
    int from = at + 2;
    int end = from;
    while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
      end++;
    }
    boolean behindTheEnd = blankStatement && lineOfLastEnd == line;
    if (!behindTheEnd) {
      begin();
    }
    int statement = behindTheEnd ? NOWHERE : statements.size();
    comments.add(new Comment(line, sql.substring(from, end), statement));
    at = end;
  }

  private void begin() {
    if (firstLine == 0) {
      firstLine = line;
    }
  }

  private void end() {
    begin();
    statements.add(new Lines(firstLine, line));
    firstLine = 0;
    lineOfLastEnd = line;
    blankStatement = true;
  }

  private void skipTo(String mark, int from) {
    int found = sql.indexOf(mark, from);
    int end = found < 0 ? sql.length() : found + mark.length();
    while (at < end) {
      step();
    }
  }

  private void step() {
    if (sql.charAt(at) == '\n') {
      line++;
    }
    at++;
  }
}
