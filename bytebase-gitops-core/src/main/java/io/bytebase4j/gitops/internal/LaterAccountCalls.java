package io.bytebase4j.gitops.internal;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks a server whose dialect is found out at the first call. Thread-safe.
 *
 * @param server what speaks the dialect
 */
record LaterAccountCalls(Supplier<AccountCalls> server) implements AccountCalls {
  @Override
  public Needs needs() {
    return server.get().needs();
  }

  @Override
  public Told hasProject(String project, Supplier<Duration> timeLeft) {
    return server.get().hasProject(project, timeLeft);
  }

  @Override
  public Told hasTarget(String project, String target, Supplier<Duration> timeLeft) {
    return server.get().hasTarget(project, target, timeLeft);
  }

  @Override
  public Answer may(String project, String permission, Supplier<Duration> timeLeft) {
    return server.get().may(project, permission, timeLeft);
  }
}
