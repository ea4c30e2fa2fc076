package io.bytebase4j.gitops.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes of a migration file, with their hash. Immutable. */
public final class MigrationContent {
  private final byte[] bytes;
  private final String sha256;

  private MigrationContent(byte[] bytes) {
    this.bytes = bytes;
    this.sha256 = HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Takes bytes.
   *
   * @param bytes the content; copied
   * @return the content
   */
  public static MigrationContent of(byte[] bytes) {
    return new MigrationContent(bytes.clone());
  }

  /**
   * Takes text, as UTF-8.
   *
   * @param text the content
   * @return the content
   */
  public static MigrationContent of(String text) {
    return new MigrationContent(text.getBytes(StandardCharsets.UTF_8));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * How many bytes there are.
   *
   * @return zero or more
   */
  public int size() {
    return bytes.length;
  }

  /**
   * The SHA-256 of the bytes, which is also the server's id of the sheet.
   *
   * @return 64 hexadecimal digits
   */
  public String sha256() {
    return sha256;
  }

  /**
   * The bytes as UTF-8 text.
   *
   * @return the text
   */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MigrationContent that && that.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return bytes.length + " bytes, SHA-256 " + sha256;
  }
}
