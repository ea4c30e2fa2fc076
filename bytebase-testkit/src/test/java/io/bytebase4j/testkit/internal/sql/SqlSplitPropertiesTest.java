package io.bytebase4j.testkit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds however a file is cut into statements. */
class SqlSplitPropertiesTest {

  /** Characters that mean something to a lexer, so that random texts are nasty. */
  @Provide
  Arbitrary<String> nasty() {
    return Arbitraries.strings()
        .withChars(
            ';', '\'', '"', '$', '-', '/', '*', '(', ')', '\\', '\n', ' ', 'a', 'E', 'ä', '_')
        .ofMaxLength(60);
  }

  /** Text that may stand in any quotes here. */
  private static Arbitrary<String> inside() {
    return Arbitraries.strings().withChars(';', '-', '(', ')', 'x', ' ', '\n', 'ö').ofMaxLength(12);
  }

  /** Something that the lexer must take as a whole. */
  @Provide
  Arbitrary<String> wrapped() {
    return Arbitraries.oneOf(
        inside().map(s -> "'" + s + "'"),
        inside().map(s -> "E'\\'" + s + "'"),
        inside().map(s -> "'it''s " + s + "'"),
        inside().map(s -> "\"" + s + "x\""),
        inside().map(s -> "$$" + s + "$$"),
        inside().map(s -> "$tag$ $$ " + s + " $tag$"),
        inside().map(s -> "/* " + s + " /* nested; */ */"),
        inside().map(s -> "-- " + s.replace("\n", "") + "\n"),
        inside().map(s -> "(" + s.replace("(", "").replace(")", "").replace("-", "") + ")"));
  }

  @Provide
  Arbitrary<List<String>> statements() {
    return wrapped()
        .list()
        .ofMaxSize(4)
        .map(parts -> "SELECT " + String.join(" ", parts) + " 1;")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property
  void theStatementsPutTogetherAreTheFile(@ForAll("nasty") String file) {
    String together =
        SqlStatement.split(file).stream().map(SqlStatement::text).collect(Collectors.joining());
    assertThat(together).isEqualTo(file);
  }

  @Property
  void theOffsetsFollowEachOther(@ForAll("nasty") String file) {
    int bytes = 0;
    for (SqlStatement statement : SqlStatement.split(file)) {
      assertThat(statement.byteStart()).isEqualTo(bytes);
      assertThat(file.substring(statement.start())).startsWith(statement.text());
      bytes = statement.byteEnd();
    }
    assertThat(bytes).isEqualTo(file.getBytes(StandardCharsets.UTF_8).length);
  }

  @Property
  void quotesCommentsAndParenthesesAreNeverCut(@ForAll("statements") List<String> statements) {
    assertThat(SqlStatement.split(String.join("", statements)).stream().map(SqlStatement::text))
        .containsExactlyElementsOf(statements);
  }

  @Property
  void tokensStandWhereTheySay(@ForAll("nasty") String file) {
    for (SqlStatement statement : SqlStatement.split(file)) {
      for (Token token : statement.tokens()) {
        assertThat(statement.text().substring(token.start())).startsWith(token.text());
      }
    }
  }
}
