package io.bytebase4j.gitops.internal;

import java.nio.ByteBuffer;

/**
 * A migration file as it is sent: with its bytes, or by the name of a sheet that the project has.
 *
 * @param path its path
 * @param version its version
 * @param changeType what it changes as text, for example {@code DDL}; servers of 2025 are told
 * @param statement its bytes; not sent where a sheet is named
 * @param sheet the sheet that holds them; empty to send the bytes
 */
public record FileData(
    String path, String version, String changeType, ByteBuffer statement, String sheet) {

  /**
   * The same with its bytes.
   *
   * @return the file as it is sent where no sheet can be named
   */
  public FileData withoutSheet() {
    return new FileData(path, version, changeType, statement, "");
  }
}
