package io.bytebase4j.gitops.internal;

import io.bytebase4j.gitops.common.VcsSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server is asked for releases. Thread-safe. */
public interface ReleaseCalls {

  /**
   * What a release is to hold.
   *
   * @param project the project
   * @param declarative whether the files declare a schema; if not, they are versioned
   * @param files the files
   * @param idTemplate the template of its id
   * @param timeZone the zone in which the server fills the template's times, for example {@code
   *     UTC}
   * @param source where it comes from; null where that is not known
   */
  record ReleaseDraft(
      String project,
      boolean declarative,
      List<FileData> files,
      String idTemplate,
      String timeZone,
      @Nullable VcsSource source) {
    /** Copies. */
    public ReleaseDraft {
      files = List.copyOf(files);
    }
  }

  /**
   * A file as the server keeps it.
   *
   * @param path its path
   * @param version its version
   * @param sheet the name of its content
   * @param sha256 the hash of its content
   */
  record ReleasedFileData(String path, String version, String sheet, String sha256) {}

  /**
   * A release.
   *
   * @param name its name
   * @param createTime when it was made, by the server's clock
   * @param files its files
   */
  record ReleaseData(String name, Instant createTime, List<ReleasedFileData> files) {
    /** Copies. */
    public ReleaseData {
      files = List.copyOf(files);
    }
  }

  /**
   * Creates a release. Needs {@code bb.releases.create}.
   *
   * @param draft what it is to hold
   * @return the release
   * @throws io.bytebase4j.client.NotFoundException if there is no such project, or a sheet that is
   *     named is not there; nothing is made then
   * @throws io.bytebase4j.client.OutcomeUnknownException if it may have been made or not
   */
  ReleaseData create(ReleaseDraft draft);

  /**
   * Gets a release. Needs {@code bb.releases.get}.
   *
   * @param name its name
   * @return the release; empty if there is none of that name, or no more
   */
  Optional<ReleaseData> find(String name);
}
