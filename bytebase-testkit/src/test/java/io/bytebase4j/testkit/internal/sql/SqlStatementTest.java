package io.bytebase4j.testkit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTest {

  @Test
  void countsLinesFromTheFile() {
    SqlStatement second = SqlStatement.nonEmpty("SELECT 1;\n\n  UPDATE t SET a = 1;\n").get(1);
    assertThat(second.contentLine()).isEqualTo(3);
    assertThat(second.trimmed()).isEqualTo("UPDATE t SET a = 1");
  }

  @Test
  void aFunctionBodyInStandardSqlIsOneStatement() {
    String function =
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;";
    assertThat(SqlStatement.nonEmpty(function + "SELECT 1;")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", ";;", "-- nothing\n", "/* ; */", "\\d t\n", "\uFEFF"})
  void blanksAndCommentsAreNoStatement(String file) {
    assertThat(SqlStatement.nonEmpty(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE t (a int)                           | CREATE_TABLE
          create unlogged table if not exists "a"."b" ()   | CREATE_TABLE
          CREATE TABLE t AS SELECT 1                       | OTHER_DDL
          CREATE TABLE t (a int GENERATED ALWAYS AS (1) STORED) | CREATE_TABLE
          CREATE INDEX i ON t (a)                          | OTHER_DDL
          CREATE INDEX CONCURRENTLY i ON t (a)             | OTHER
          CREATE EXTENSION x                               | OTHER
          ALTER TABLE IF EXISTS ONLY t ADD a int           | ALTER_TABLE
          ALTER TABLE t RENAME COLUMN a TO b               | RENAME_IN_TABLE
          ALTER INDEX i RENAME TO j                        | OTHER_DDL
          DROP TABLE t                                     | DROP_TABLE
          DROP MATERIALIZED VIEW v                         | DROP_TABLE
          DROP INDEX i                                     | DROP_INDEX
          DROP SCHEMA s                                    | DROP_SCHEMA
          DROP DATABASE d                                  | DROP_DATABASE
          DROP VIEW v                                      | OTHER_DDL
          TRUNCATE t                                       | TRUNCATE
          INSERT INTO t SELECT 1 ON CONFLICT DO UPDATE SET a = 1 | INSERT
          WITH x AS (DELETE FROM t RETURNING 1) UPDATE t SET a = 1 | UPDATE
          DELETE FROM t                                    | DELETE
          GRANT SELECT ON t TO u                           | OTHER
          DO $$ BEGIN DELETE FROM t; END $$                | OTHER
          """)
  void knowsTheKind(String sql, StatementKind kind) {
    assertThat(StatementKind.of(SqlStatement.nonEmpty(sql).get(0))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE t SET a = 1 WHERE b = 2                 | true
          UPDATE t SET a = (SELECT 1 FROM u WHERE c = 1) | false
          DELETE FROM t -- WHERE a = 1                   | false
          DELETE FROM "where"                            | false
          """)
  void seesAWhereOfTheStatementItself(String sql, boolean where) {
    assertThat(StatementFacts.hasWhere(SqlStatement.nonEmpty(sql).get(0))).isEqualTo(where);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INSERT INTO t (a, b) VALUES (1, (2)), (3, 4) RETURNING (a) | 2
          INSERT INTO t SELECT * FROM (VALUES (1)) v                 | 0
          """)
  void countsTheRowsOfAnInsert(String sql, int rows) {
    assertThat(StatementFacts.valuesRows(SqlStatement.nonEmpty(sql).get(0))).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP TABLE IF EXISTS a, s."b;c" CASCADE | a,s."b;c"
          TRUNCATE TABLE ONLY a, b                | a,b
          ALTER TABLE public . t ADD x int        | public.t
          """)
  void readsTheTables(String sql, String tables) {
    assertThat(StatementFacts.tables(SqlStatement.nonEmpty(sql).get(0)))
        .containsExactly(tables.split(",", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT 'abc    | unterminated quoted string at or near "'abc"
          SELECT "abc    | unterminated quoted identifier at or near ""abc"
          SELECT $x$abc$ | unterminated dollar-quoted string at or near "$x$abc$"
          SELECT /* a    | unterminated /* comment at or near "/* a"
          """)
  void findsWhatIsNotClosed(String sql, String message) {
    assertThat(SqlScanner.unterminated(sql).orElseThrow().message()).isEqualTo(message);
  }
}
