package io.bytebase4j.testkit.internal.api2025;

import io.bytebase4j.testkit.internal.api.Manners;
import io.bytebase4j.testkit.internal.state.State;

/**
 * What differs within 2025.
 *
 * @param age names the catalog of the methods
 * @param version what the server calls itself
 * @param manners how it refuses requests
 * @param releases how it has releases
 * @param plans how it has plans
 * @param rollouts how it has rollouts
 */
public record Shape2025(
    String age,
    String version,
    Manners manners,
    ReleaseShape releases,
    PlanShape plans,
    RolloutShape rollouts) {

  private static final int UNKNOWN = 2;
  private static final int NOT_FOUND = 5;

  /** The server 3.9. */
  public static Shape2025 ofAugust(State state) {
    return new Shape2025(
        "2025-08",
        "3.9.2",
        new Manners2025(UNKNOWN, "not_found: "),
        new AugustReleases(state),
        new AugustPlans(state),
        new AugustRollouts());
  }

  /** The server 3.6. */
  public static Shape2025 ofMay(State state) {
    return new Shape2025(
        "2025-05",
        "3.6.2",
        new Manners2025(NOT_FOUND, ""),
        new MayReleases(state),
        new MayPlans(state),
        new MayRollouts(state));
  }
}
