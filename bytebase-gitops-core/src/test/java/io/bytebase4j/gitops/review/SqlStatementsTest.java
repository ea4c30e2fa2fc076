package io.bytebase4j.gitops.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.review.SqlStatements.Comment;
import io.bytebase4j.gitops.review.SqlStatements.Lines;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementsTest {

  /** The lines of the statement that the only comment "x" belongs to. */
  private static Lines ofComment(String sql) {
    SqlStatements statements = SqlStatements.of(sql);
    List<Comment> comments =
        statements.comments().stream().filter(c -> c.text().strip().equals("x")).toList();
    assertThat(comments).hasSize(1);
    return statements.statement(comments.get(0).statement());
  }

  @Test
  void aCommentOnItsOwnLineBelongsToTheStatementAfterIt() {
    assertThat(ofComment("A;\n-- x\n\nB\n  C;\nD;")).isEqualTo(new Lines(2, 5));
    assertThat(ofComment("-- x\r\nA;\r\nB;")).isEqualTo(new Lines(1, 2));
  }

  @Test
  void aCommentWithinAStatementBelongsToIt() {
    assertThat(ofComment("A;\nB (\n  -- x\n  C\n);\nD;")).isEqualTo(new Lines(2, 5));
    assertThat(ofComment("A;\nB ( -- x\n  C\n);\nD;")).isEqualTo(new Lines(2, 4));
  }

  @Test
  void aCommentBehindAStatementBelongsToNone() {
    assertThat(SqlStatements.of("A;\nB\nC; -- x\nD;\n").comments())
        .containsExactly(new Comment(3, " x", SqlStatements.NOWHERE));
  }

  @Test
  void aStatementNeedsNoSemicolonAtTheEnd() {
    assertThat(ofComment("A;\n-- x\nB\nC")).isEqualTo(new Lines(2, 4));
    assertThat(ofComment("-- x")).isEqualTo(new Lines(1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- x\nSELECT ';\n;';\nB;",
        "-- x\nSELECT \";\n;\";\nB;",
        "-- x\nSELECT `;\n;`;\nB;",
        "-- x\nSELECT 'it''s;\n';\nB;",
        "-- x\nDO $$ BEGIN;\n END $$;\nB;",
        "-- x\nDO $f$ $$;\n $ $f$;\nB;",
        "-- x\nSELECT 1 /* ;\n; */;\nB;",
        "-- x\nSELECT 1 -- ;\n;\nB;",
      })
  void semicolonsInQuotesAndCommentsEndNoStatement(String sql) {
    assertThat(ofComment(sql)).isEqualTo(new Lines(1, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- x\nSELECT a$b$;\nSELECT $b$;\n$b$;",
        "-- x\nSELECT $1;\nSELECT $1;",
        "-- x\nSELECT 'it\\'s;\n';\nB;",
        "-- x\nSELECT 'c:\\';\nSELECT ';';",
      })
  void whereItIsNotSureTheFirstSemicolonEndsTheStatement(String sql) {
    assertThat(ofComment(sql)).isEqualTo(new Lines(1, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT '-- x';", "SELECT $$\n-- x\n$$;", "/*\n-- x\n*/ A;"})
  void dashesInQuotesAndOtherCommentsAreNoComment(String sql) {
    assertThat(SqlStatements.of(sql).comments()).isEmpty();
  }

  @Property
  void anyTextIsRead(@ForAll("sql") String sql) {
    SqlStatements statements = SqlStatements.of(sql);

    long lines = sql.chars().filter(c -> c == '\n').count() + 1;
    for (Comment comment : statements.comments()) {
      if (comment.statement() == SqlStatements.NOWHERE) {
        continue;
      }
      Lines statement = statements.statement(comment.statement());
      assertThat(comment.line()).isBetween(statement.first(), statement.last());
      assertThat((long) statement.last()).isLessThanOrEqualTo(lines);
    }
  }

  @Provide
  Arbitrary<String> sql() {
    return Arbitraries.of(
            "--", "x", "\n", ";", "'", "\"", "`", "$", "$$", "$a$", "/*", "*/", "\\'", " ", "é",
            "1")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
