package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.release.ReleaseRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which release goes where.
 *
 * @param release the release's name, for example {@code projects/hr/releases/x}
 * @param releaseTime when the release was made, by the server's clock; null where that is not
 *     known, and the server is asked
 * @param releaseIsNew whether the release was made just now and by this process, so that nobody can
 *     have planned it yet, and none is looked for
 * @param targets the databases, or one database group; at least one, none twice
 * @param title what people see on the server; at most {@link #LONGEST_TITLE} characters
 */
public record PlanRequest(
    String release,
    @Nullable Instant releaseTime,
    boolean releaseIsNew,
    List<String> targets,
    String title) {
  /** The longest title that the server takes, in characters. */
  public static final int LONGEST_TITLE = 200;

  /**
   * Checks the request; nothing is sent.
   *
   * @param release the release's name, for example {@code projects/hr/releases/x}
   * @param releaseTime when the release was made; null where that is not known
   * @param releaseIsNew whether the release was made just now and by this process
   * @param targets the databases, or one database group; at least one, none twice
   * @param title what people see on the server; at most {@link #LONGEST_TITLE} characters
   * @throws IllegalArgumentException if a name is not of its form, or the title is blank or too
   *     long
   */
  public PlanRequest {
    ResourceNames.requireRelease(release);
    targets = ResourceNames.requireTargets(targets);
    if (title.isBlank()) {
      throw new IllegalArgumentException("the plan's title is blank");
    }
    int length = title.codePointCount(0, title.length());
    if (length > LONGEST_TITLE) {
      throw new IllegalArgumentException(
          "the plan's title has %d characters; the server takes at most %d"
              .formatted(length, LONGEST_TITLE));
    }
  }

  /**
   * Makes a request; the title is the release's id.
   *
   * @param release the release
   * @param targets the databases, or one database group; at least one, none twice
   * @return the request
   * @throws IllegalArgumentException if a target is no such name
   */
  public static PlanRequest of(ReleaseRef release, List<String> targets) {
    return new PlanRequest(
        release.name(), release.createTime(), !release.adopted(), targets, title(release.name()));
  }

  /**
   * Makes a request for a release that only its name is known of, as in another step of a pipeline.
   *
   * @param release its name, for example {@code projects/hr/releases/x}
   * @param targets the databases, or one database group; at least one, none twice
   * @return the request
   * @throws IllegalArgumentException if a name is not of its form
   */
  public static PlanRequest of(String release, List<String> targets) {
    return new PlanRequest(release, null, false, targets, title(release));
  }

  private static String title(String release) {
    String id = ResourceNames.lastPart(release);
    return id.substring(
        0, id.offsetByCodePoints(0, Math.min(id.codePointCount(0, id.length()), LONGEST_TITLE)));
  }

  /**
   * Gives another title.
   *
   * @param title what people see on the server
   * @return a copy with the title
   * @throws IllegalArgumentException if it is blank or too long
   */
  public PlanRequest withTitle(String title) {
    return new PlanRequest(release, releaseTime, releaseIsNew, targets, title);
  }
}
