package io.bytebase4j.gitops.internal.api2026;

import static io.bytebase4j.gitops.internal.Defaults.text;
import static io.bytebase4j.gitops.internal.Defaults.time;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseVCSSource;
import io.bytebase4j.client.model.VCSType;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.common.VcsSource;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import java.time.Instant;
import java.util.Optional;

/** Releases, as the API of 2026 has them: one type for all files, and ids by template. */
final class Releases2026 implements ReleaseCalls {
  private final BytebaseClient client;

  Releases2026(BytebaseClient client) {
    this.client = client;
  }

  @Override
  public ReleaseData create(ReleaseDraft draft) {
    Release request = ReleaseMessages.of(draft.declarative(), draft.files());
    VcsSource source = draft.source();
    if (source != null) {
      request.vcsSource(
          new ReleaseVCSSource().vcsType(VCSType.of(source.type().name())).url(source.url()));
    }
    return release(
        client
            .releases()
            .createRelease(draft.project(), request)
            .releaseIdTemplate(draft.idTemplate())
            .releaseIdTimezone(draft.timeZone())
            .execute());
  }

  @Override
  public Optional<ReleaseData> find(String name) {
    try {
      return Optional.of(release(client.releases().getRelease(name).execute()));
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
    return find(shown(project, id));
  }

  // The server counts up from the highest there is.
  @Override
  public boolean idsAreUnique() {
    return true;
  }

  @Override
  public String shown(String project, String id) {
    return project + "/releases/" + id;
  }

  private static ReleaseData release(Release release) {
    String name = text(release.getName());
    return new ReleaseData(
        name,
        ResourceNames.lastPart(name),
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
