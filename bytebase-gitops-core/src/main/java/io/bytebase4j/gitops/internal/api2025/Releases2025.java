package io.bytebase4j.gitops.internal.api2025;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.v202508.api.ReleaseService;
import io.bytebase4j.client.v202508.model.Release;
import io.bytebase4j.client.v202508.model.ReleaseVCSSource;
import io.bytebase4j.client.v202508.model.VCSType;
import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseIdTakenException;
import java.time.Instant;
import java.util.Optional;

/**
 * Releases, as the API of 2025 has them: the server numbers them. What they are found again by is
 * the digest, which is unique in a project, and on older ones the title, which is not.
 */
final class Releases2025 implements ReleaseCalls {
  /** What the server says of a digest that is there, as part of an internal error. */
  private static final String TAKEN = "idx_release_unique_project_digest";

  private static final int RELEASES_PER_PAGE = 100;

  private final ServerInfo server;
  private final ReleaseService releases;
  private final boolean digests;

  Releases2025(BytebaseClient client, ServerInfo server) {
    this.server = server;
    this.releases = client.service(ReleaseService::new);
    this.digests = server.has(ServerFeature.RELEASE_DIGEST);
  }

  @Override
  public ReleaseData create(ReleaseDraft draft) {
    Release request =
        new Release2025(server).of(draft.declarative(), draft.files()).title(draft.id());
    if (digests) {
      request.digest(draft.id());
    }
    VcsSource source = draft.source();
    if (source != null) {
      request.vcsSource(
          new ReleaseVCSSource().vcsType(VCSType.of(source.type().name())).url(source.url()));
    }
    try {
      return KnownFaults.told(
          () -> release(releases.createRelease(draft.project(), request).execute()));
    } catch (BytebaseException e) {
      ApiException answer = KnownFaults.answer(e);
      if (answer != null && answer.error().message().contains(TAKEN)) {
        throw new ReleaseIdTakenException(shown(draft.project(), draft.id()), e);
      }
      throw e;
    }
  }

  @Override
  public Optional<ReleaseData> find(String name) {
    try {
      return Optional.of(release(releases.getRelease(name).execute()));
    } catch (NotFoundException e) {
      // What has no path at this address may be there all the same.
      if (e.error().code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public Optional<ReleaseData> findById(String project, String id, Instant since) {
    return KnownFaults.told(() -> search(project, id, since));
  }

  private Optional<ReleaseData> search(String project, String id, Instant since) {
    if (digests) {
      return releases.searchReleases(project).digest(id).stream()
          .map(this::release)
          .filter(release -> release.id().equals(id))
          .findFirst();
    }
    // The newest come first: the last that fits is the first that was made.
    return releases.listReleases(project).pageSize(RELEASES_PER_PAGE).stream()
        .map(this::release)
        .takeWhile(release -> !release.createTime().isBefore(since))
        .filter(release -> release.id().equals(id))
        .reduce((newer, older) -> older);
  }

  @Override
  public boolean idsAreUnique() {
    return digests;
  }

  @Override
  public String shown(String project, String id) {
    return "the release of %s with the %s %s".formatted(project, digests ? "digest" : "title", id);
  }

  private ReleaseData release(Release release) {
    return new ReleaseData(
        text(release.getName()),
        text(digests ? release.getDigest() : release.getTitle()),
        time(release.getCreateTime()),
        release.getFiles().stream()
            .map(
                file ->
                    new ReleasedFileData(
                        text(file.getPath()),
                        text(file.getVersion()),
                        text(file.getSheet()),
                        text(file.getSheetSha256())))
            .toList());
  }
}
