package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Release;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A file of a request.
 *
 * @param path its path; may be empty
 * @param version its version
 * @param changeType what it changes; empty if it does not say
 * @param sheet the id of the sheet it names; empty if it came with its text
 * @param text its text
 */
record SentFile(String path, String version, String changeType, String sheet, String text) {

  static SentFile of(JsonObject file, String sheet, String text) {
    String changeType = Json.string(file, "changeType");
    if (changeType.equals("DDL_GHOST")) {
      throw ApiException.unmeasured("a file of change type DDL_GHOST");
    }
    return new SentFile(
        Json.string(file, "path"),
        Json.string(file, "version"),
        changeType.equals("CHANGE_TYPE_UNSPECIFIED") ? "" : changeType,
        sheet,
        text);
  }

  /** The text that came with a file. */
  static String text(JsonObject file) {
    byte[] bytes = Base64.getDecoder().decode(Json.string(file, "statement"));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf(0) < 0) {
        return text;
      }
    } catch (CharacterCodingException notUtf8) {
      throw ApiException.unmeasured("a file that is not UTF-8");
    }
    throw ApiException.unmeasured("a file with a NUL in it");
  }

  String sha256() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  Release.File kept(String sheetId) {
    String id = UUID.randomUUID().toString();
    return new Release.File(id, path, version, sha256(), changeType, sheetId);
  }
}
