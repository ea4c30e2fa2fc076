package io.bytebase4j.gitops.internal.api2026;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReviewCalls;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.ServerDialect;

/**
 * The API of 2026: rollouts lie below plans, and a release has one type for all its files.
 *
 * @param reviews what the review room asks
 * @param releases what the release room asks
 * @param plans what the rollout room asks for plans
 * @param rollouts what the rollout room asks for rollouts
 * @param accounts what the doctor asks
 */
public record Dialect2026(
    ReviewCalls reviews,
    ReleaseCalls releases,
    PlanCalls plans,
    RolloutCalls rollouts,
    AccountCalls accounts)
    implements ServerDialect {
  /**
   * Speaks through a client.
   *
   * @param client the client; stays the caller's to close
   * @param server what the server knows
   */
  public Dialect2026(BytebaseClient client, ServerInfo server) {
    this(
        new Reviews2026(client, server),
        new Releases2026(client),
        new Plans2026(client, server, new Rollouts2026(client)),
        new Rollouts2026(client),
        new Accounts2026(client, server));
  }
}
