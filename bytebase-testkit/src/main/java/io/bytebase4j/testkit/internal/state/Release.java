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
 * @param labels the texts it was sent with
 * @param vcsSource as sent
 */
public record Release(
    String id,
    List<File> files,
    String creator,
    Instant createTime,
    Labels labels,
    @Nullable JsonObject vcsSource) {

  /** Copies the files. */
  public Release {
    files = List.copyOf(files);
  }

  /**
   * Texts of a release; each is empty if it was not sent or is not known to the server.
   *
   * @param category what it is one of, in 2026
   * @param title its title, in 2025
   * @param digest what finds it again, in August 2025
   */
  public record Labels(String category, String title, String digest) {}

  /**
   * A file of a release; its text is a sheet.
   *
   * @param id its id in the release; empty in 2026
   * @param path its path; may be empty
   * @param version its version, as written
   * @param sha256 the SHA-256 of its text
   * @param changeType what it changes, by the names of 2025; empty in 2026
   * @param sheet the id of its sheet: a number in 2025, the SHA-256 in 2026
   */
  public record File(
      String id, String path, String version, String sha256, String changeType, String sheet) {

    /** A file of 2026. */
    public File(String path, String version, String sha256) {
      this("", path, version, sha256, "", sha256);
    }
  }
}
