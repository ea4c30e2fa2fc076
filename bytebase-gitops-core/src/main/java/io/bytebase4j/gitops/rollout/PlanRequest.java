package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.release.ReleaseRef;
import java.util.List;

/**
 * Which release goes where.
 *
 * @param release the release
 * @param targets the databases, or one database group; at least one, none twice
 * @param title what people see on the server
 */
public record PlanRequest(ReleaseRef release, List<String> targets, String title) {
  /**
   * Checks the request; nothing is sent.
   *
   * @param release the release
   * @param targets the databases, or one database group; at least one, none twice
   * @param title what people see on the server
   * @throws IllegalArgumentException if a target is no such name or the title is blank
   */
  public PlanRequest {
    targets = ResourceNames.requireTargets(targets);
    if (title.isBlank()) {
      throw new IllegalArgumentException("the plan's title is blank");
    }
  }

  /**
   * Makes a request; the title is the release's id.
   *
   * @param release the release
   * @param targets the databases, or one database group; at least one, none twice
   * @return the request
   */
  public static PlanRequest of(ReleaseRef release, List<String> targets) {
    return new PlanRequest(release, targets, ResourceNames.lastPart(release.name()));
  }

  /**
   * Gives another title.
   *
   * @param title what people see on the server
   * @return a copy with the title
   */
  public PlanRequest withTitle(String title) {
    return new PlanRequest(release, targets, title);
  }
}
