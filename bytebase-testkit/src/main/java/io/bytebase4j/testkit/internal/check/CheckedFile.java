package io.bytebase4j.testkit.internal.check;

import io.bytebase4j.testkit.internal.sql.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file to check.
 *
 * @param path its path; may be empty
 * @param version its version
 * @param sha256 the SHA-256 of its bytes
 * @param text its text
 * @param statements what there is to run in it
 */
public record CheckedFile(
    String path, String version, String sha256, String text, List<SqlStatement> statements) {

  /** Copies the statements. */
  public CheckedFile {
    statements = List.copyOf(statements);
  }

  /** Cuts the text into statements. */
  public static CheckedFile of(String path, String version, String sha256, String text) {
    return new CheckedFile(path, version, sha256, text, SqlStatement.nonEmpty(text));
  }

  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
