package io.bytebase4j.gitops.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a server whose dialect is found out at the first call. Thread-safe.
 *
 * @param server what speaks the dialect
 */
record LaterPlanCalls(Supplier<PlanCalls> server) implements PlanCalls {
  @Override
  public PlanData create(PlanDraft draft) {
    return server.get().create(draft);
  }

  @Override
  public Optional<PlanData> find(String name) {
    return server.get().find(name);
  }

  @Override
  public String createIssue(String plan, String title, String description) {
    return server.get().createIssue(plan, title, description);
  }

  @Override
  public PlanSearch search(PlanDraft wanted, Instant releaseTime) {
    return server.get().search(wanted, releaseTime);
  }
}
