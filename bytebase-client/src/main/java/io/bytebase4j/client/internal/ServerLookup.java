package io.bytebase4j.client.internal;

import io.bytebase4j.client.ApiShape;
import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.ServerInfo.Decision;
import io.bytebase4j.client.ServerVersion;
import io.bytebase4j.client.UnsupportedByServerException;
import io.bytebase4j.client.api.ActuatorService;
import io.bytebase4j.client.model.ActuatorInfo;
import io.bytebase4j.client.rest.CallExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out which server it is, and keeps that; a failure is not kept. Thread-safe. */
public final class ServerLookup {
  private static final String NEEDED = "3.6 or newer, but not 3.14";

  private final CallExecutor calls;
  private final @Nullable ServerVersion set;
  private final Duration longestWait;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable ServerInfo known;

  /**
   * Knows nothing yet.
   *
   * @param calls who executes calls
   * @param settings the version that was set, if one was, and how long to wait for another thread
   */
  public ServerLookup(CallExecutor calls, Settings settings) {
    this.calls = calls;
    this.set = settings.serverVersion();
    this.longestWait = settings.times().call();
    this.clock = settings.clock();
  }

  /**
   * Which server it is. Asks on the first call; of two threads at once, one asks and the other
   * waits for it.
   *
   * @return what is known of it
   */
  public ServerInfo info() {
    ServerInfo now = known;
    return now == null ? find(longestWait, () -> longestWait) : now;
  }

  /**
   * Which server it is, as {@link #info()} tells it.
   *
   * @param timeout the longest time for all that has to be asked
   * @return what is known of it
   */
  public ServerInfo info(Duration timeout) {
    ServerInfo now = known;
    Deadline deadline = Deadline.in(timeout, clock);
    return now == null ? find(timeout, deadline::remainingAtLeast1Ms) : now;
  }

  private ServerInfo find(Duration longest, Supplier<Duration> timeLeft) {
    waitForOthers(longest);
    try {
      ServerInfo now = known;
      if (now == null) {
        now = set == null ? ask(timeLeft) : supported(set.toString(), "", set, Decision.SET);
        known = now;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private void waitForOthers(Duration longest) {
    String what = "what another thread asks the server";
    CallFacts facts =
        new CallFacts("ActuatorService/GetActuatorInfo", "GET", "/v1/actuator/info", 0, longest);
    try {
      if (!lock.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DeadlineExceededException(facts, longest, what, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallInterruptedException(facts, what);
    }
  }

  private ServerInfo ask(Supplier<Duration> timeLeft) {
    ActuatorInfo info =
        new ActuatorService(calls).getActuatorInfo().timeout(timeLeft.get()).execute();
    String reported = Objects.requireNonNullElse(info.getVersion(), "").strip();
    String commit = Objects.requireNonNullElse(info.getGitCommit(), "").strip();
    ServerVersion version = ServerVersion.parse(reported).orElse(null);
    if (version != null) {
      return supported(reported, commit, version, Decision.REPORTED);
    }
    String shown = reported.isEmpty() ? "none" : reported;
    ApiShape shape = new ServerProbe(calls, timeLeft).shape(shown);
    return new ServerInfo(shown, commit, null, shape, Decision.PROBED);
  }

  private static ServerInfo supported(
      String reported, String commit, ServerVersion version, Decision decision) {
    ApiShape shape = ApiShape.of(version).orElseThrow(() -> unsupported(reported, version));
    return new ServerInfo(reported, commit, version, shape, decision);
  }

  private static UnsupportedByServerException unsupported(String reported, ServerVersion version) {
    boolean old = version.compareTo(ServerFeature.GITOPS.since()) < 0;
    return refusal(
        reported,
        old
            ? "The oldest supported version is 3.6: upgrade the server."
            : "Its releases can't be found again: upgrade the server to 3.15 or newer.");
  }

  static UnsupportedByServerException refusal(String found, String advice) {
    return new UnsupportedByServerException(ServerFeature.GITOPS, NEEDED, found, advice);
  }
}
