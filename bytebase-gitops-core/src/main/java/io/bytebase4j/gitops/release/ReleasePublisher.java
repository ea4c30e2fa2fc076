package io.bytebase4j.gitops.release;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls.ReleaseData;
import io.bytebase4j.gitops.migration.MigrationFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes releases, or finds those that hold the same. Thread-safe. */
public final class ReleasePublisher {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MINUTES = Duration.ofMinutes(10);

  private final ReleaseCalls server;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * Publishes to a server.
   *
   * @param server the server
   * @param clock the time by which ids are guessed; five minutes off the server's is near enough
   * @param sleeper how waits pass their time, which there are only after an answer was lost
   */
  public ReleasePublisher(ReleaseCalls server, Clock clock, Sleeper sleeper) {
    this.server = server;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Finds a release with the same content, or creates one. None is made twice because an answer is
   * lost: the id has a key in it by which the release is found, and it is sent again only if it is
   * not there, at most three times. Of two who release the same at the same time, both end with the
   * same release.
   *
   * <p>It is done by the server's {@code GetRelease} (permission {@code bb.releases.get}), once for
   * each id that an earlier release may have, and {@code CreateRelease} ({@code
   * bb.releases.create}).
   *
   * @param request what to release
   * @return the release
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses; nothing
   *     was made then
   * @throws ReleaseOutcomeUnknownException if it was sent, and can't be told what became of it
   * @throws ReleaseMismatchException if the server's release holds something else
   */
  public ReleaseRef publish(ReleaseRequest request) {
    boolean adopted = request.reuse() == ReleaseReuse.ADOPT;
    List<MigrationFile> files = request.migrations().filesOfRelease();
    // A key that nobody else has makes it sure that what is found is of this call.
    String unique = adopted ? "" : UUID.randomUUID().toString();
    Instant start = clock.instant();
    Instant oldest = adopted ? start.minus(lookBack(request)) : start;
    ReleaseSearch search =
        new ReleaseSearch(
            server,
            request.project(),
            new ReleaseIds(request.idTemplate(), ReleaseKey.of(request, files, unique)),
            new ReleaseContents(request, files),
            oldest.minus(ReleaseIds.SKEW));
    if (adopted) {
      List<ReleaseData> found = search.find(search.ids().texts(oldest, start));
      if (!found.isEmpty()) {
        return ref(found.get(0), true, List.of());
      }
    }
    return new ReleaseCreation(server, clock, sleeper, request, files, search, start).create();
  }

  /**
   * Finds a release by its name, as another process told it. It is done by the server's {@code
   * GetRelease} (permission {@code bb.releases.get}).
   *
   * @param name for example {@code projects/hr/releases/gitops-1f0c2a3b4d5e-20261123-RC00}
   * @return the release, as one that was found; empty if there is none of that name, or no more
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked
   * @throws IllegalArgumentException if it is the name of no release
   */
  public Optional<ReleaseRef> find(String name) {
    return server.find(name).map(release -> ref(release, true, List.of()));
  }

  private static Duration lookBack(ReleaseRequest request) {
    Duration own = request.lookBack();
    if (own != null) {
      return own;
    }
    return request.idTemplate().showsMinutes() ? MINUTES : DAY;
  }

  static ReleaseRef ref(ReleaseData release, boolean adopted, List<String> duplicates) {
    return new ReleaseRef(
        release.name(),
        release.files().stream()
            .map(f -> new ReleasedFile(f.path(), f.version(), f.sheet(), f.sha256()))
            .toList(),
        release.createTime(),
        adopted,
        duplicates);
  }
}
