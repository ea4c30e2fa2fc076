package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Clock;

/** Makes handles of rollouts. Thread-safe. */
public final class Rollouts {
  private final RolloutContext context;

  /**
   * For the rollouts of a server.
   *
   * @param server the server
   * @param clock the time
   * @param sleeper how to pass it
   */
  public Rollouts(RolloutCalls server, Clock clock, Sleeper sleeper) {
    this.context = new RolloutContext(server, clock, new RolloutLoop(server, sleeper));
  }

  /**
   * Attaches to a rollout. Nothing is sent.
   *
   * @param name its name, for example {@code projects/hr/plans/101/rollout}
   * @return a handle with the standard policy
   * @throws IllegalArgumentException if it is no such name
   */
  public RolloutHandle attach(String name) {
    return new RolloutHandle(
        context, ResourceNames.requireRollout(name), StagePolicies.STANDARD, new RolloutEvents());
  }
}
