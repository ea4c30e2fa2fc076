package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.PlanCalls.PlanDraft;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import io.bytebase4j.gitops.internal.ServerDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Makes plans and their rollouts. Thread-safe. */
public final class Planner {
  private final PlanCalls plans;
  private final RolloutCalls rollouts;

  /**
   * Plans on a server.
   *
   * @param server the server
   */
  public Planner(ServerDialect server) {
    this.plans = server.plans();
    this.rollouts = server.rollouts();
  }

  /**
   * Creates a plan. Each call creates one; none is sent twice.
   *
   * @param request what goes where
   * @return the plan
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses
   */
  public PlanRef plan(PlanRequest request) {
    String release = request.release().name();
    // The same release for the same targets always gets the same id, so that its plan can be told.
    String seed = release + '\0' + String.join("\0", request.targets());
    String specId = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    return new PlanRef(
        plans
            .create(
                new PlanDraft(
                    ResourceNames.projectOf(release),
                    request.title(),
                    specId,
                    release,
                    request.targets()))
            .name(),
        false,
        List.of());
  }

  /**
   * Creates the rollout of a plan, or finds the one there is. It runs nothing yet.
   *
   * @param plan the plan
   * @return the rollout
   * @throws io.bytebase4j.client.BytebaseException if the server can't be asked or refuses
   * @throws EmptyRolloutException if it has no tasks
   */
  public RolloutRef rollout(PlanRef plan) {
    RolloutData rollout = rollouts.create(plan.name());
    if (rollout.stages().stream().allMatch(stage -> stage.tasks().isEmpty())) {
      throw new EmptyRolloutException(rollout.name());
    }
    return new RolloutRef(rollout.name());
  }
}
