package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.client.rest.OperationClass;
import java.time.Duration;
import java.util.Set;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Carries a call to its end: sends it, renews a refused token once, sends it again where that is
 * both safe and of use, and tells what became of it. Thread-safe.
 */
final class HttpCallExecutor implements CallExecutor {
  /** Who calls these brings what they sign in with: a token would only be one more secret sent. */
  private static final Set<String> SIGN_INS =
      Set.of("AuthService/Login", "AuthService/ExchangeToken");

  private final Transport transport;
  private final TokenSource tokens;

  HttpCallExecutor(Transport transport, TokenSource tokens) {
    this.transport = transport;
    this.tokens = tokens;
  }

  @Override
  public <T extends @Nullable Object> T execute(ApiCall<T> call) {
    Duration own = call.timeout();
    Settings settings = transport.settings();
    return execute(
        call, Deadline.in(own == null ? settings.times().call() : own, settings.clock()));
  }

  /** Executes a call within the time of another, for which it is made. */
  <T extends @Nullable Object> T execute(ApiCall<T> call, Deadline deadline) {
    transport.http().requireOpen();
    String path = Requests.path(call);
    Request request = transport.requests().request(call, path);
    CallLog log = new CallLog(call.operation(), path, deadline);
    try {
      OperationClass kind = transport.classes().of(call.operation());
      Attempt<T> attempt = new Attempt<>(transport, call, request, log, kind);
      sendUntilDone(attempt, call, kind, log);
      transport.events().emit(new ClientEvent.CallEnded(log.facts(), null));
      return attempt.answer();
    } catch (BytebaseException e) {
      transport.events().emit(new ClientEvent.CallEnded(log.facts(), e));
      throw e;
    }
  }

  private void sendUntilDone(
      Attempt<?> attempt, ApiCall<?> call, OperationClass kind, CallLog log) {
    TokenSource source =
        SIGN_INS.contains(call.operation().shortName()) ? TokenSource.NONE : tokens;
    Retries.Count count = transport.retries().count();
    boolean renewed = false;
    boolean maybeProcessed = false;
    String token = source.token(log);
    while (true) {
      Failed failed = attempt.send(token);
      if (failed == null) {
        return;
      }
      if (failed.error() instanceof UnauthenticatedException && token != null && !renewed) {
        renewed = true;
        String other = source.tokenInPlaceOf(token, log);
        if (other != null) {
          token = other;
          announce(failed, Duration.ZERO, log);
          continue;
        }
      }
      Duration wait = failed.maySendAgain(kind) ? count.waitAfter(failed) : null;
      if (wait == null || !log.deadline().allows(wait) || transport.http().isClosed()) {
        // What is done already may be refused the second time: that is no failure of the first.
        boolean refusedAfterwards =
            kind == OperationClass.IDEMPOTENT
                && maybeProcessed
                && failed.reached() == Failed.Reached.REFUSED;
        throw log.ending(
            refusedAfterwards || failed.leavesOutcomeOpen(kind)
                ? new OutcomeUnknownException(log.facts(), failed.error())
                : failed.error());
      }
      maybeProcessed |= failed.reached() == Failed.Reached.MAYBE_PROCESSED;
      announce(failed, wait, log);
      pause(wait, log);
      // It may have ended in the meantime.
      token = source.token(log);
    }
  }

  private void announce(Failed failed, Duration wait, CallLog log) {
    log.attemptFailed(failed.error());
    transport
        .events()
        .emit(
            new ClientEvent.RetryScheduled(
                log.facts().operation(), log.attempts(), wait, failed.error()));
  }

  private void pause(Duration wait, CallLog log) {
    try {
      transport.settings().sleeper().sleep(wait);
    } catch (InterruptedException e) {
      throw log.ending(log.interrupted("its next attempt"));
    }
  }
}
