package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.pg.Postgres;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The real server keeps sheets in PostgreSQL, which takes no text that is not UTF-8 or has a NUL in
 * it; so PostgreSQL is asked, and its words are passed on.
 */
public final class SheetText {

  private final String jdbcUrl;

  /** Makes one that asks a database. */
  public SheetText(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** Refuses a text that PostgreSQL can't keep. */
  public void requireStorable(byte[] bytes) {
    if (isPlain(bytes)) {
      return;
    }
    try (Connection connection = Postgres.connect(jdbcUrl, "bytebase-sheet");
        PreparedStatement query =
            connection.prepareStatement("SELECT length(convert_from(?, 'UTF8'))")) {
      query.setBytes(1, bytes);
      try (ResultSet result = query.executeQuery()) {
        result.next();
      }
    } catch (SQLException e) {
      throw ApiException.internal(
          "failed to create sheets: failed to insert sheet blobs: " + Postgres.describe(e));
    }
  }

  private static boolean isPlain(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .chars()
          .allMatch(c -> c != 0);
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
