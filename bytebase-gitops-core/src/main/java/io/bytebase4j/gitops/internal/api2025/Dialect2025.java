package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.client.ApiShape;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.PlanCalls;
import io.bytebase4j.gitops.internal.ReleaseCalls;
import io.bytebase4j.gitops.internal.ReviewCalls;
import io.bytebase4j.gitops.internal.RolloutCalls;
import io.bytebase4j.gitops.internal.ServerDialect;

/**
 * The API of 2025: rollouts lie beside plans, a file has a type of its own, and each file is a task
 * on each database.
 *
 * @param reviews what the review room asks
 * @param releases what the release room asks
 * @param plans what the rollout room asks for plans
 * @param rollouts what the rollout room asks for rollouts
 * @param accounts what the doctor asks
 */
public record Dialect2025(
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
   * @return the dialect
   */
  public static Dialect2025 of(BytebaseClient client, ServerInfo server) {
    ReleaseCalls releases = new Releases2025(client, server);
    PlanCalls plans =
        server.shape() == ApiShape.V3_6
            ? new PreviewedPlans(client, server)
            : new Plans2025(client, server);
    return new Dialect2025(
        new Reviews2025(client, server),
        releases,
        plans,
        new Rollouts2025(client, server, plans, releases),
        new Accounts2025(client, server));
  }
}
