package io.bytebase4j.gitops.internal;

import io.bytebase4j.client.ApiShape;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.gitops.internal.api2025.Dialect2025;
import io.bytebase4j.gitops.internal.api2026.Dialect2026;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of a client's server. It is chosen once, by the first call, since until then nothing
 * is sent; if the server can't be asked, the call fails, and the next one asks again. Thread-safe.
 */
public final class ChosenDialect implements ServerDialect {
  private final BytebaseClient client;
  private final ReviewCalls reviews = new LaterReviewCalls(later(ServerDialect::reviews));
  private final ReleaseCalls releases = new LaterReleaseCalls(later(ServerDialect::releases));
  private final PlanCalls plans = new LaterPlanCalls(later(ServerDialect::plans));
  private final RolloutCalls rollouts = new LaterRolloutCalls(later(ServerDialect::rollouts));
  private final AccountCalls accounts = new LaterAccountCalls(later(ServerDialect::accounts));
  private volatile @Nullable ServerDialect chosen;

  /**
   * Asks nothing yet.
   *
   * @param client the client; stays the caller's to close
   */
  public ChosenDialect(BytebaseClient client) {
    this.client = client;
  }

  private <T> Supplier<T> later(Function<ServerDialect, T> room) {
    return () -> room.apply(chosen());
  }

  // Two threads may both choose: the client asks the server once, and the dialects have no state.
  private ServerDialect chosen() {
    ServerDialect known = chosen;
    if (known == null) {
      known = choose(client.server());
      chosen = known;
    }
    return known;
  }

  private ServerDialect choose(ServerInfo server) {
    return server.shape() == ApiShape.V3_15
        ? new Dialect2026(client, server)
        : Dialect2025.of(client, server);
  }

  @Override
  public ReviewCalls reviews() {
    return reviews;
  }

  @Override
  public ReleaseCalls releases() {
    return releases;
  }

  @Override
  public PlanCalls plans() {
    return plans;
  }

  @Override
  public RolloutCalls rollouts() {
    return rollouts;
  }

  @Override
  public AccountCalls accounts() {
    return accounts;
  }
}
