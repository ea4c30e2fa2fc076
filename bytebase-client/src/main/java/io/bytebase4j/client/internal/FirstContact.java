package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.ServerContact;
import io.bytebase4j.client.api.ActuatorService;
import io.bytebase4j.client.model.ActuatorInfo;
import io.bytebase4j.client.rest.ApiCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Request;

/**
 * Asks a server once, and without a token, to see whether it is there: what it answers does not
 * matter. Thread-safe.
 */
final class FirstContact {
  private final Transport transport;
  private final ApiCall<ActuatorInfo> call;

  FirstContact(Transport transport) {
    this.transport = transport;
    this.call =
        new ActuatorService(new HttpCallExecutor(transport, TokenSource.NONE)).getActuatorInfo();
  }

  ServerContact make(Duration timeout) {
    Clock clock = transport.settings().clock();
    String path = Requests.path(call);
    Request request = transport.requests().request(call, path);
    CallLog log = new CallLog(call.operation(), path, Deadline.in(timeout, clock));
    log.attemptBegins();
    Wire.Progress progress = new Wire.Progress(false);
    Instant start = clock.instant();
    try {
      Http.Answer got = transport.http().send(request, progress, timeout);
      return new ServerContact(
          transport.settings().url(),
          got.status(),
          Duration.between(start, clock.instant()),
          got.headers().getInstant("Date"),
          got.certificateEnd());
    } catch (InterruptedException e) {
      throw log.interrupted("the answer");
    } catch (Http.SendException e) {
      throw fault(log, request, e, progress.begun());
    }
  }

  private static BytebaseException fault(
      CallLog log, Request request, Http.SendException e, boolean begun) {
    return e.timedOut() && log.deadline().hasPassed()
        ? log.deadlineExceeded("the answer", e.fault())
        : TransportFaults.failed(log.facts(), "GET " + request.url(), e, begun).error();
  }
}
