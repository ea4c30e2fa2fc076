package io.bytebase4j.client.internal;

import com.google.gson.JsonParseException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.OutcomeUnknownException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.UnavailableException;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.client.rest.OperationClass;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Carries a call to its end: sends it, renews a refused token once, sends it again where that is
 * both safe and of use, and tells what became of it. Thread-safe.
 */
final class HttpCallExecutor implements CallExecutor {
  private final Transport transport;
  private final TokenSource tokens;

  /** What carries all calls of a client. */
  record Transport(
      Settings settings,
      Http http,
      Requests requests,
      Json json,
      Errors errors,
      Guards guards,
      Retries retries,
      OperationClasses classes,
      Events events) {}

  HttpCallExecutor(Transport transport, TokenSource tokens) {
    this.transport = transport;
    this.tokens = tokens;
  }

  @Override
  public <T extends @Nullable Object> T execute(ApiCall<T> call) {
    Duration own = call.timeout();
    Settings settings = transport.settings;
    return execute(
        call, Deadline.in(own == null ? settings.times().call() : own, settings.clock()));
  }

  /** Executes a call within the time of another, for which it is made. */
  <T extends @Nullable Object> T execute(ApiCall<T> call, Deadline deadline) {
    transport.http.requireOpen();
    String path = Requests.path(call);
    Request request = transport.requests.request(call, path);
    CallLog log = new CallLog(call.operation(), path, deadline);
    try {
      T answer = new Run<>(call, request, log).untilDone();
      transport.events.emit(new ClientEvent.CallEnded(log.facts(), null));
      return answer;
    } catch (BytebaseException e) {
      transport.events.emit(new ClientEvent.CallEnded(log.facts(), e));
      throw e;
    }
  }

  /** One call on its way. Used by one thread. */
  private final class Run<T extends @Nullable Object> {
    private final ApiCall<T> call;
    private final Request request;
    private final CallLog log;
    private final OperationClass kind;
    private final Retries.Count count = transport.retries.count();
    private @Nullable T answer;

    Run(ApiCall<T> call, Request request, CallLog log) {
      this.call = call;
      this.request = request;
      this.log = log;
      this.kind = transport.classes.of(call.operation());
    }

    @SuppressWarnings("NullAway") // an answer is null only where its type allows it
    T untilDone() {
      String token = tokens.token(log);
      boolean renewed = false;
      while (true) {
        Failed failed = attempt(token);
        if (failed == null) {
          return answer;
        }
        BytebaseException error = failed.error();
        if (error instanceof UnauthenticatedException && token != null && !renewed) {
          renewed = true;
          String other = tokens.tokenInPlaceOf(token, log);
          if (other != null) {
            token = other;
            sendAgain(failed, Duration.ZERO);
            continue;
          }
        }
        Duration wait = failed.maySendAgain(kind) ? count.waitAfter(failed) : null;
        if (wait == null || !log.deadline().allows(wait)) {
          throw log.ending(
              failed.leavesOutcomeOpen(kind)
                  ? new OutcomeUnknownException(log.facts(), error)
                  : error);
        }
        sendAgain(failed, wait);
        // It may end while this call waits.
        token = tokens.token(log);
      }
    }

    private void sendAgain(Failed failed, Duration wait) {
      log.attemptFailed(failed.error());
      transport.events.emit(
          new ClientEvent.RetryScheduled(
              call.operation().shortName(), log.attempts(), wait, failed.error()));
      if (wait.isZero()) {
        return;
      }
      try {
        transport.settings.sleeper().sleep(wait);
      } catch (InterruptedException e) {
        throw log.ending(log.interrupted("its next attempt"));
      }
    }

    /** Sends the request once; null for success. */
    private @Nullable Failed attempt(@Nullable String token) {
      transport.guards.enter(log);
      log.attemptBegins();
      Clock clock = transport.settings.clock();
      Instant start = clock.instant();
      Wire.Progress progress = new Wire.Progress();
      Duration left = log.deadline().remaining();
      Duration most = transport.settings.times().attempt();
      boolean cut = left.compareTo(most) < 0;
      Http.Answer got;
      try {
        if (Deadline.isNone(left)) {
          transport.guards.abandoned();
          return overdue(null, progress);
        }
        got = transport.http.send(signed(token), progress, cut ? left : most);
      } catch (InterruptedException e) {
        transport.guards.abandoned();
        told(start, null);
        return interrupted(progress);
      } catch (Http.SendException e) {
        Failed failed = TransportFaults.failed(log.facts(), target(), e, progress.begun());
        told(start, null);
        if (cut && e.timedOut() && log.deadline().hasPassed()) {
          transport.guards.abandoned();
          return overdue(e.fault(), progress);
        }
        transport.guards.failed(Duration.between(start, clock.instant()), failed.error());
        return failed;
      } catch (RuntimeException e) {
        transport.guards.abandoned();
        throw e;
      }
      told(start, got.status());
      Failed failed = got.isSuccessful() ? read(got) : transport.errors.failed(log.facts(), got);
      Duration elapsed = Duration.between(start, clock.instant());
      if (failed != null && failed.error() instanceof UnavailableException) {
        transport.guards.failed(elapsed, failed.error());
      } else {
        transport.guards.answered(elapsed);
      }
      return failed;
    }

    @SuppressWarnings("unchecked") // the call pairs its type with its class; void has no answer
    private @Nullable Failed read(Http.Answer got) {
      if (call.answerType() == Void.class) {
        return null;
      }
      if (got.tooLarge()) {
        return transport.errors.unreadable(log.facts(), got, null);
      }
      try {
        var text = new InputStreamReader(got.body().clone().inputStream(), StandardCharsets.UTF_8);
        Object message = transport.json.read(text, call.answerType());
        answer = (T) message;
        return message == null ? transport.errors.unreadable(log.facts(), got, null) : null;
      } catch (JsonParseException e) {
        return transport.errors.unreadable(log.facts(), got, e);
      }
    }

    private Request signed(@Nullable String token) {
      return token == null
          ? request
          : request.newBuilder().header("Authorization", "Bearer " + token).build();
    }

    private Failed overdue(@Nullable Throwable fault, Wire.Progress progress) {
      return new Failed(log.deadlineExceeded("the answer", fault), reached(progress), false, null);
    }

    private Failed interrupted(Wire.Progress progress) {
      return new Failed(log.interrupted("the answer"), reached(progress), false, null);
    }

    private Failed.Reached reached(Wire.Progress progress) {
      return progress.begun() ? Failed.Reached.MAYBE_PROCESSED : Failed.Reached.NOT_PROCESSED;
    }

    private void told(Instant start, @Nullable Integer status) {
      transport.events.emit(
          new ClientEvent.AttemptEnded(
              call.operation().shortName(),
              call.operation().httpMethod(),
              log.path(),
              log.attempts(),
              Duration.between(start, transport.settings.clock().instant()),
              status));
    }

    private String target() {
      return request.method() + " " + request.url().newBuilder().query(null).build();
    }
  }
}
