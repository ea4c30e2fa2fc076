package io.bytebase4j.gitops.rollout;

import io.bytebase4j.client.Sleeper;
import io.bytebase4j.gitops.common.ResourceNames;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.rollout.approval.Approvals;
import io.bytebase4j.gitops.rollout.internal.RolloutPoller;
import java.time.Clock;

/**
 * Makes handles of rollouts. Its threads are made when something is to be waited for in the
 * background, and end by themselves when there is nothing more. Thread-safe.
 */
public final class Rollouts implements AutoCloseable {
  private final RolloutContext context;

  /**
   * For the rollouts of a server.
   *
   * @param server the server
   * @param approvals waits for approvals
   * @param clock the time
   * @param sleeper how to pass it
   */
  public Rollouts(RolloutCalls server, Approvals approvals, Clock clock, Sleeper sleeper) {
    RolloutPoller poller = new RolloutPoller(server, clock, sleeper);
    this.context =
        new RolloutContext(poller, approvals, clock, new RolloutLoop(poller.calls(), sleeper));
  }

  /**
   * Attaches to a rollout. Nothing is sent.
   *
   * @param name its name, for example {@code projects/hr/plans/101/rollout}
   * @return a handle with the standard policy
   * @throws IllegalArgumentException if it is no such name
   */
  public RolloutHandle attach(String name) {
    return new RolloutHandle(RolloutSetup.standard(context, ResourceNames.requireRollout(name)));
  }

  /** Ends all waits in the background, whose futures then fail. Idempotent. */
  @Override
  public void close() {
    context.poller().close();
  }
}
