package io.bytebase4j.testkit.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a statement does, as far as the check needs to know. Read from its first words only. */
public enum StatementKind {
  /** {@code CREATE TABLE} with columns. */
  CREATE_TABLE(Risk.LOW, true),
  /** {@code ALTER TABLE}, but no renaming. */
  ALTER_TABLE(Risk.MODERATE, true),
  /** Renaming a table, a column or a constraint. */
  RENAME_IN_TABLE(Risk.MODERATE, true),
  /** {@code DROP TABLE} and {@code DROP MATERIALIZED VIEW}. */
  DROP_TABLE(Risk.HIGH, true),
  /** {@code DROP SCHEMA}. */
  DROP_SCHEMA(Risk.HIGH, true),
  /** {@code DROP INDEX}. */
  DROP_INDEX(Risk.MODERATE, true),
  /** {@code DROP DATABASE}. */
  DROP_DATABASE(Risk.HIGH, false),
  /** {@code TRUNCATE}. */
  TRUNCATE(Risk.HIGH, false),
  /** {@code INSERT}. */
  INSERT(Risk.LOW, false),
  /** {@code UPDATE}. */
  UPDATE(Risk.MODERATE, false),
  /** {@code DELETE}. */
  DELETE(Risk.MODERATE, false),
  /** Other statements that change the schema of this database and can be rolled back. */
  OTHER_DDL(Risk.LOW, true),
  /** Everything else: queries, grants, blocks, statements that concern the whole server. */
  OTHER(Risk.LOW, false);

  /** How much harm a statement can do. */
  public enum Risk {
    /** Adds things. */
    LOW,
    /** Changes data or tables. */
    MODERATE,
    /** Destroys data. */
    HIGH
  }

  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "DATABASE",
          "ROLE",
          "USER",
          "GROUP",
          "TABLESPACE",
          "EXTENSION",
          "SUBSCRIPTION",
          "SERVER",
          "SYSTEM");

  private final Risk risk;
  private final boolean simulated;

  StatementKind(Risk risk, boolean simulated) {
    this.risk = risk;
    this.simulated = simulated;
  }

  /** How much harm such a statement can do. */
  public Risk risk() {
    return risk;
  }

  /** Whether the check tries such a statement in a transaction that it rolls back. */
  public boolean isSimulated() {
    return simulated;
  }

  /** The kind of a statement. */
  public static StatementKind of(SqlStatement statement) {
    Words words = new Words(statement.tokens());
    return switch (words.verb()) {
      case "CREATE" -> create(words);
      case "ALTER" -> alter(words);
      case "DROP" -> drop(words);
      case "COMMENT" -> OTHER_DDL;
      case "TRUNCATE" -> TRUNCATE;
      case "INSERT" -> INSERT;
      case "UPDATE" -> UPDATE;
      case "DELETE" -> DELETE;
      default -> OTHER;
    };
  }

  private static StatementKind create(Words words) {
    if (words.has("CONCURRENTLY") || ofTheServer(words)) {
      return OTHER;
    }
    return words.beforeName("TABLE") && !words.has("AS") ? CREATE_TABLE : OTHER_DDL;
  }

  private static StatementKind alter(Words words) {
    if (ofTheServer(words)) {
      return OTHER;
    }
    if (!words.beforeName("TABLE")) {
      return OTHER_DDL;
    }
    return words.has("RENAME") ? RENAME_IN_TABLE : ALTER_TABLE;
  }

  private static StatementKind drop(Words words) {
    return switch (words.second()) {
      case "TABLE", "MATERIALIZED" -> DROP_TABLE;
      case "SCHEMA" -> DROP_SCHEMA;
      case "INDEX" -> words.has("CONCURRENTLY") ? OTHER : DROP_INDEX;
      case "DATABASE" -> DROP_DATABASE;
      default -> ofTheServer(words) ? OTHER : OTHER_DDL;
    };
  }

  private static boolean ofTheServer(Words words) {
    return OF_THE_SERVER.contains(words.second());
  }

  /** The words of a statement that stand in no parentheses. */
  private record Words(List<String> words) {
    private static final Set<String> VERBS =
        Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES");

    Words(Iterable<Token> tokens) {
      this(topLevel(tokens));
    }

    private static List<String> topLevel(Iterable<Token> tokens) {
      List<String> words = new ArrayList<>();
      for (Token token : tokens) {
        if (token.kind() == Token.Kind.WORD && token.depth() == 0) {
          words.add(token.text().toUpperCase(Locale.ROOT));
        }
      }
      return words;
    }

    String verb() {
      String first = word(0);
      return first.equals("WITH")
          ? words.stream().filter(VERBS::contains).findFirst().orElse("")
          : first;
    }

    String second() {
      return word(1);
    }

    boolean has(String word) {
      return words.contains(word);
    }

    /** Whether the word comes before anything can be named: {@code CREATE [UNLOGGED] TABLE …}. */
    boolean beforeName(String word) {
      return words.stream().limit(4).anyMatch(word::equals)
          && words.stream()
              .takeWhile(w -> !w.equals(word))
              .skip(1)
              .allMatch(
                  Set.of("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "FOREIGN")::contains);
    }

    private String word(int index) {
      return index < words.size() ? words.get(index) : "";
    }
  }
}
