package io.bytebase4j.testkit.internal.state;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release; nothing in it ever changes.
 *
 * @param id its id in the project
 * @param files its files, sorted by version
 * @param creator the account that made it, {@code users/…}
 * @param createTime when it was made
 * @param category as sent; may be empty
 * @param vcsSource as sent
 */
public record Release(
    String id,
    List<File> files,
    String creator,
    Instant createTime,
    String category,
    @Nullable JsonObject vcsSource) {

  /** Copies the files. */
  public Release {
    files = List.copyOf(files);
  }

  /**
   * A file of a release; its text is the sheet.
   *
   * @param path its path; may be empty
   * @param version its version, as written
   * @param sha256 the SHA-256 of its text, which names the sheet
   */
  public record File(String path, String version, String sha256) {}
}
