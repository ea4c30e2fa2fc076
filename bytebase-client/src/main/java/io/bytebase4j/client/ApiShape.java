package io.bytebase4j.client;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape that a server's API has where releases, plans and rollouts are concerned, named by the
 * first version that has it. Servers before 3.6 are not supported, nor are those of 3.14: these
 * have neither a digest nor an id of one's own, by which a release could be found again.
 */
public enum ApiShape {
  /**
   * 3.6: the server shows a plan by {@code PlanService/PreviewPlan}, and it is created with those
   * steps; a file of a release has a type and a change type; rollouts are {@code
   * projects/hr/rollouts/101}. Measured with 3.6.2.
   */
  V3_6(VersionRange.since(3, 6, 0).before(3, 7, 0)),

  /**
   * 3.7.0 to 3.9.0: a plan names targets and release itself; a release has no digest yet. Read from
   * the API's structure.
   */
  V3_7(VersionRange.since(3, 7, 0).before(3, 9, 1)),

  /**
   * 3.9.1 to 3.13: a release has a digest, which is unique, and is found by it ({@code
   * ReleaseService/SearchReleases}). Measured with 3.9.2.
   */
  V3_9_1(VersionRange.since(3, 9, 1).before(3, 14, 0)),

  /**
   * 3.15 and newer: the id of a release follows a template; the type is the release's, not its
   * files'; the rollout of a plan is {@code projects/hr/plans/101/rollout}. Measured with a server
   * of August 2026.
   */
  V3_15(VersionRange.since(3, 15, 0));

  @SuppressWarnings("ImmutableEnumChecker") // a record of records of numbers
  private final VersionRange versions;

  ApiShape(VersionRange versions) {
    this.versions = versions;
  }

  /**
   * The shape of a version. One that is newer than all that are known is taken to have the newest.
   *
   * @param version a server's version
   * @return its shape; empty if it is not supported
   */
  public static Optional<ApiShape> of(ServerVersion version) {
    return Stream.of(values()).filter(shape -> shape.versions.holds(version)).findFirst();
  }

  /**
   * The first version with this shape.
   *
   * @return for example 3.9.1
   */
  public ServerVersion since() {
    return versions.since();
  }

  /**
   * The first version that no longer has this shape.
   *
   * @return for example 3.14.0; empty for the newest shape
   */
  public Optional<ServerVersion> before() {
    return Optional.ofNullable(versions.before());
  }

  VersionRange versions() {
    return versions;
  }
}
