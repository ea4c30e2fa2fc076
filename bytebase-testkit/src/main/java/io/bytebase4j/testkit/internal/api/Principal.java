package io.bytebase4j.testkit.internal.api;

import java.util.Set;

/**
 * Who calls.
 *
 * @param email the account
 * @param admin whether it may do everything; else it has the role GitOps Service Agent
 */
public record Principal(String email, boolean admin) {

  private static final Set<String> GITOPS_SERVICE_AGENT =
      Set.of(
          "bb.plans.create",
          "bb.plans.get",
          "bb.releases.check",
          "bb.releases.create",
          "bb.releases.get",
          "bb.rollouts.create",
          "bb.rollouts.get",
          "bb.rollouts.list",
          "bb.taskRuns.create",
          "bb.taskRuns.list");

  /** Whether it has a permission; the empty one everybody has. */
  boolean may(String permission) {
    return admin || permission.isEmpty() || GITOPS_SERVICE_AGENT.contains(permission);
  }

  /** Its resource name, which stands in {@code creator} fields. */
  String resource() {
    return "users/" + email;
  }
}
