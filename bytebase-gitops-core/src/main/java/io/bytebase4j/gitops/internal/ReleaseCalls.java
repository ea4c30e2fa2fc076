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
   * @param id what it is found again by, where the server does not make its id by the template
   * @param idTemplate the template of its id
   * @param timeZone the zone in which the server fills the template's times, for example {@code
   *     UTC}
   * @param source where it comes from; null where that is not known
   */
  record ReleaseDraft(
      String project,
      boolean declarative,
      List<FileData> files,
      String id,
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
   * @param id what it is found again by: its own id, or what the server has in place of ids that
   *     callers can choose; empty where it has none
   * @param createTime when it was made, by the server's clock
   * @param files its files
   */
  record ReleaseData(String name, String id, Instant createTime, List<ReleasedFileData> files) {
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
   * @throws ReleaseIdTakenException if there is one of the draft's id; nothing is made then
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

  /**
   * Finds a release by what it is found again by.
   *
   * @param project the project
   * @param id the {@code id} of {@link ReleaseData}
   * @param since no release of that id was made before, by our clock; some servers have to be asked
   *     for all since then
   * @return the release, the first that was made if there are several; empty if there is none
   */
  Optional<ReleaseData> findById(String project, String id, Instant since);

  /**
   * Whether the server sees to it that no two releases have one id.
   *
   * @return false if two who make a release at the same time may both succeed
   */
  boolean idsAreUnique();

  /**
   * How people find a release by its id.
   *
   * @param project the project
   * @param id the id
   * @return for example the release's name
   */
  String shown(String project, String id);
}
