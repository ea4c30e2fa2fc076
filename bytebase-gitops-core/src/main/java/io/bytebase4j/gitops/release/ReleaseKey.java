package io.bytebase4j.gitops.release;

import io.bytebase4j.gitops.migration.MigrationFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short hash of what is released, for what. It stands in the release's id, so that the release
 * can be found again by what it holds, also from another machine.
 */
final class ReleaseKey {
  private static final int LENGTH = 12;

  private final MessageDigest digest;

  private ReleaseKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Makes the key.
   *
   * @param request what is released
   * @param files its files, as a release holds them
   * @param unique what no other request has, to have a key of its own; empty for a key that the
   *     same request has again
   * @return 12 hexadecimal digits
   */
  static String of(ReleaseRequest request, List<MigrationFile> files, String unique) {
    boolean versions = ReleaseContents.versionsCount(request);
    ReleaseKey key = new ReleaseKey();
    key.add(request.migrations().type().name());
    key.add(request.project());
    key.add(request.runKey());
    key.add(unique);
    key.add(Integer.toString(request.targets().size()));
    // It makes no difference which target is named first.
    request.targets().stream().sorted().forEach(key::add);
    key.add(Integer.toString(files.size()));
    for (MigrationFile file : files) {
      key.add(file.path());
      key.add(versions ? file.version().text() : "");
      key.add(file.content().sha256());
    }
    return HexFormat.of().formatHex(key.digest.digest()).substring(0, LENGTH);
  }

  /** Adds a part with its length, so that no two lists of parts give the same bytes. */
  private void add(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    digest.update((byte) 0);
  }
}
