package io.bytebase4j.testkit.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What else the check reads from the tokens of a statement. */
public final class StatementFacts {

  private static final Set<String> BEFORE_A_TABLE =
      Set.of(
          "CREATE",
          "ALTER",
          "DROP",
          "TRUNCATE",
          "TABLE",
          "MATERIALIZED",
          "VIEW",
          "GLOBAL",
          "LOCAL",
          "TEMP",
          "TEMPORARY",
          "UNLOGGED",
          "FOREIGN",
          "IF",
          "NOT",
          "EXISTS",
          "ONLY");

  private StatementFacts() {}

  /** Whether the statement itself, not a part of it in parentheses, has a WHERE. */
  public static boolean hasWhere(SqlStatement statement) {
    return statement.tokens().stream().anyMatch(t -> t.depth() == 0 && t.is("WHERE"));
  }

  /**
   * Where a CREATE TABLE or ALTER TABLE defines a column: at its name behind a parenthesis, a comma
   * or ADD [COLUMN] [IF NOT EXISTS]. Empty if the statement does not write the name there.
   */
  public static OptionalInt columnAt(SqlStatement statement, String column) {
    @Nullable Token before = null;
    for (Token token : statement.tokens()) {
      if (before != null && token.isName() && opensDefinition(before) && names(token, column)) {
        return OptionalInt.of(token.start());
      }
      before = token;
    }
    return OptionalInt.empty();
  }

  private static boolean opensDefinition(Token token) {
    return token.isSymbol('(')
        || token.isSymbol(',')
        || token.is("ADD")
        || token.is("COLUMN")
        || token.is("EXISTS");
  }

  private static boolean names(Token token, String column) {
    return token.kind() == Token.Kind.QUOTED_NAME
        ? token.text().equals('"' + column.replace("\"", "\"\"") + '"')
        : token.text().equalsIgnoreCase(column);
  }

  /** The rows in the VALUES of an INSERT; 0 if it has none. */
  public static int valuesRows(SqlStatement statement) {
    boolean values = false;
    int rows = 0;
    for (Token token : statement.tokens()) {
      if (token.depth() != 0) {
        continue;
      }
      if (values && token.kind() == Token.Kind.WORD) {
        break;
      }
      if (values && token.isSymbol('(')) {
        rows++;
      }
      values = values || token.is("VALUES");
    }
    return rows;
  }

  /** The tables that a CREATE, ALTER, DROP or TRUNCATE names, as written. */
  public static List<String> tables(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    int i = 0;
    while (i < tokens.size() && BEFORE_A_TABLE.stream().anyMatch(tokens.get(i)::is)) {
      i++;
    }
    List<String> names = new ArrayList<>();
    while (i < tokens.size() && tokens.get(i).isName()) {
      StringBuilder name = new StringBuilder(tokens.get(i++).text());
      while (i + 1 < tokens.size() && tokens.get(i).isSymbol('.') && tokens.get(i + 1).isName()) {
        name.append('.').append(tokens.get(i + 1).text());
        i += 2;
      }
      names.add(name.toString());
      if (i < tokens.size() && tokens.get(i).isSymbol('*')) {
        i++;
      }
      if (i >= tokens.size() || !tokens.get(i).isSymbol(',')) {
        break;
      }
      i++;
    }
    return names;
  }

  /** The first token, if there is one. */
  public static Optional<Token> firstToken(SqlStatement statement) {
    return statement.tokens().stream().filter(t -> !t.isSymbol(';')).findFirst();
  }

  /** Whether it is a DO block. */
  public static boolean isBlock(SqlStatement statement) {
    return firstToken(statement).filter(t -> t.is("DO")).isPresent();
  }

  /** Whether PostgreSQL takes it only outside a transaction. */
  public static boolean refusesTransaction(SqlStatement statement) {
    List<String> words =
        statement.tokens().stream()
            .filter(t -> t.kind() == Token.Kind.WORD)
            .limit(4)
            .map(t -> t.text().toUpperCase(Locale.ROOT))
            .filter(word -> !word.equals("UNIQUE"))
            .toList();
    return startsWith(words, "VACUUM")
        || startsWith(words, "DROP", "DATABASE")
        || startsWith(words, "CREATE", "INDEX", "CONCURRENTLY")
        || startsWith(words, "DROP", "INDEX", "CONCURRENTLY");
  }

  private static boolean startsWith(List<String> words, String... start) {
    return words.size() >= start.length && words.subList(0, start.length).equals(List.of(start));
  }
}
