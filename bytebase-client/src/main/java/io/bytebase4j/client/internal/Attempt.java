package io.bytebase4j.client.internal;

import com.google.gson.JsonParseException;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.internal.Failed.Reached;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.OperationClass;
import java.io.InputStreamReader;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends a call's request once, each time it is asked to, and keeps the answer. Used by one thread.
 */
final class Attempt<T extends @Nullable Object> {
  private final Transport transport;
  private final ApiCall<T> call;
  private final Request request;
  private final CallLog log;
  private final OperationClass kind;
  private @Nullable T answer;

  Attempt(Transport transport, ApiCall<T> call, Request request, CallLog log, OperationClass kind) {
    this.kind = kind;
    this.transport = transport;
    this.call = call;
    this.request = request;
    this.log = log;
  }

  /** What the server answered to the attempt that succeeded. */
  @SuppressWarnings("NullAway") // null only where its type allows it
  T answer() {
    return answer;
  }

  /**
   * Sends the request.
   *
   * @return null for success
   * @throws io.bytebase4j.client.BytebaseException if it may not be sent now
   */
  @Nullable Failed send(@Nullable String token) {
    try (Guards.Permit permit = transport.guards().enter(log)) {
      log.attemptBegins();
      Failed failed = sendAndRead(token);
      permit.ended(failed == null ? null : failed.error());
      return failed;
    }
  }

  private @Nullable Failed sendAndRead(@Nullable String token) {
    Clock clock = transport.settings().clock();
    Instant start = clock.instant();
    Wire.Progress progress = new Wire.Progress(kind == OperationClass.CREATE);
    Duration left = log.deadline().remaining();
    if (Deadline.isNone(left)) {
      return cutShort(log.deadlineExceeded("the answer", null), progress);
    }
    Duration most = transport.settings().times().attempt();
    boolean lastOfTheCall = left.compareTo(most) < 0;
    try {
      Http.Answer got = transport.http().send(signed(token), progress, lastOfTheCall ? left : most);
      tell(start, got.status());
      return got.isSuccessful() ? read(got) : transport.errors().failed(log.facts(), got);
    } catch (InterruptedException e) {
      tell(start, null);
      return cutShort(log.interrupted("the answer"), progress);
    } catch (Http.SendException e) {
      tell(start, null);
      return lastOfTheCall && e.timedOut() && log.deadline().hasPassed()
          ? cutShort(log.deadlineExceeded("the answer", e.fault()), progress)
          : TransportFaults.failed(log.facts(), target(), e, progress.begun());
    }
  }

  private static Failed cutShort(BytebaseException error, Wire.Progress progress) {
    Reached reached = progress.begun() ? Reached.MAYBE_PROCESSED : Reached.NOT_PROCESSED;
    return new Failed(error, reached, false, null);
  }

  @SuppressWarnings("unchecked") // the call pairs its type with its class; void has no answer
  private @Nullable Failed read(Http.Answer got) {
    if (call.answerType() == Void.class) {
      return null;
    }
    if (got.tooLarge()) {
      return transport.errors().unreadable(log.facts(), got, "", null);
    }
    String beginning = got.beginning();
    try {
      var text = new InputStreamReader(got.body().inputStream(), StandardCharsets.UTF_8);
      Object message = transport.json().read(text, call.answerType());
      answer = (T) message;
      return message == null
          ? transport.errors().unreadable(log.facts(), got, beginning, null)
          : null;
    } catch (JsonParseException e) {
      return transport.errors().unreadable(log.facts(), got, beginning, e);
    }
  }

  private Request signed(@Nullable String token) {
    return token == null
        ? request
        : request.newBuilder().header("Authorization", "Bearer " + token).build();
  }

  private void tell(Instant start, @Nullable Integer status) {
    transport
        .events()
        .emit(
            new ClientEvent.AttemptEnded(
                call.operation().shortName(),
                call.operation().httpMethod(),
                log.path(),
                log.attempts(),
                Duration.between(start, transport.settings().clock().instant()),
                status));
  }

  private String target() {
    Proxy proxy = transport.settings().route().proxy();
    String way = proxy == null ? "" : " through the proxy " + proxy.address();
    return request.method() + " " + request.url().newBuilder().query(null).build() + way;
  }
}
