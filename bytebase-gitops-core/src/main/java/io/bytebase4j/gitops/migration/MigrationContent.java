package io.bytebase4j.gitops.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a migration file, with their hash. Immutable. */
public final class MigrationContent {
  private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/v1";
  private static final int MOST_LFS_POINTER = 1024;

  private final byte[] bytes;
  private final String sha256;

  private MigrationContent(byte[] bytes, String sha256) {
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /**
   * Takes bytes.
   *
   * @param bytes the content; copied
   * @return the content
   */
  public static MigrationContent of(byte[] bytes) {
    return ofOwn(bytes.clone());
  }

  /**
   * Takes text, as UTF-8.
   *
   * @param text the content
   * @return the content
   */
  public static MigrationContent of(String text) {
    return ofOwn(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MigrationContent ofOwn(byte[] bytes) {
    return new MigrationContent(bytes, HexFormat.of().formatHex(digest("SHA-256").digest(bytes)));
  }

  /**
   * Reads a file.
   *
   * @param in what it holds; not closed
   * @param size how many bytes that should be; a file that changed meanwhile is read as it is
   * @param most the most bytes that are taken
   * @return the content; empty if there are more
   */
  static Optional<MigrationContent> read(InputStream in, long size, int most) throws IOException {
    // Room for just what is there: a stream that is read piece by piece leaves ten times as much to
    // be collected, for each of many files.
    byte[] expected = new byte[(int) Math.min(size, most)];
    int length = in.readNBytes(expected, 0, expected.length);
    int next = in.read();
    if (next < 0) {
      return Optional.of(
          ofOwn(length == expected.length ? expected : Arrays.copyOf(expected, length)));
    }
    byte[] more = in.readNBytes(most - length);
    int all = length + 1 + more.length;
    if (all > most) {
      return Optional.empty();
    }
    byte[] bytes = Arrays.copyOf(expected, all);
    bytes[length] = (byte) next;
    System.arraycopy(more, 0, bytes, length + 1, more.length);
    return Optional.of(ofOwn(bytes));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256 and SHA-1", e);
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

  /** The bytes themselves, for those who only look at them, one after the other. */
  byte[] sharedBytes() {
    return bytes;
  }

  /**
   * The bytes, without a copy.
   *
   * @return a view that can't be written to
   */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
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
   * Whether this is the content of an id: its SHA-256, or git's id of the blob. Git may keep a file
   * with other line ends than it lies on the disk, or a pointer to it in its place (LFS), which
   * makes no difference here.
   *
   * @param contentId 64 or 40 hexadecimal digits; 64 of git, too, where a repository has SHA-256
   */
  boolean hasId(String contentId) {
    if (contentId.equals(sha256)) {
      return true;
    }
    String algorithm = contentId.length() == sha256.length() ? "SHA-256" : "SHA-1";
    return contentId.equals(gitBlobId(algorithm, bytes))
        || contentId.equals(
            gitBlobId(algorithm, text().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8)))
        || contentId.equals(
            gitBlobId(
                algorithm,
                (LFS_POINTER + "\noid sha256:" + sha256 + "\nsize " + bytes.length + "\n")
                    .getBytes(StandardCharsets.US_ASCII)));
  }

  /** Whether this only names the content, which Git LFS keeps elsewhere. */
  boolean isLfsPointer() {
    return bytes.length < MOST_LFS_POINTER && text().startsWith(LFS_POINTER + "\n");
  }

  private static String gitBlobId(String algorithm, byte[] bytes) {
    MessageDigest digest = digest(algorithm);
    digest.update(("blob " + bytes.length + '\0').getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(bytes));
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
