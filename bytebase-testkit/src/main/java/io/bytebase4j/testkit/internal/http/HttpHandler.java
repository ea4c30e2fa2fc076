package io.bytebase4j.testkit.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request, lets it be answered, and does what a fault asks for. */
final class HttpHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

  private final Function<Exchange, Answer> api;
  private final FaultSource faults;
  private final Consumer<Exchange> recorder;
  private final ReadWriteLock processing = new ReentrantReadWriteLock();
  private boolean ended;

  HttpHandler(Function<Exchange, Answer> api, FaultSource faults, Consumer<Exchange> recorder) {
    this.api = api;
    this.faults = faults;
    this.recorder = recorder;
  }

  /** Waits for the requests that are being processed; no other one will be. */
  void end() {
    processing.writeLock().lock();
    try {
      ended = true;
    } finally {
      processing.writeLock().unlock();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    Exchange exchange = read(request);
    recorder.accept(exchange);
    Wire wire = new Wire(request, response, callback);
    Optional<FaultSource.Met> met = faults.take(exchange.method(), exchange.path());
    if (met.isEmpty()) {
      wire.send(process(exchange));
    } else {
      fail(met.get(), exchange, wire);
    }
    return true;
  }

  private void fail(FaultSource.Met met, Exchange exchange, Wire wire)
      throws IOException, InterruptedException {
    Fault fault = met.fault();
    if (fault instanceof Fault.AnswerInstead instead) {
      met.begins().run();
      wire.send(instead.answer());
    } else if (fault instanceof Fault.Drop) {
      met.begins().run();
      wire.close();
    } else if (fault instanceof Fault.Reset) {
      met.begins().run();
      wire.reset();
    } else if (fault instanceof Fault.HoldRequest hold) {
      met.begins().run();
      if (wire.await(hold.gate())) {
        wire.send(process(exchange));
      }
    } else {
      Answer answer = process(exchange);
      met.begins().run();
      failAfter(answer, fault, wire);
    }
  }

  private static void failAfter(Answer answer, Fault fault, Wire wire)
      throws IOException, InterruptedException {
    if (fault instanceof Fault.LoseAnswer) {
      wire.close();
    } else if (fault instanceof Fault.ResetAnswer) {
      wire.reset();
    } else if (fault instanceof Fault.ReplaceAnswer replace) {
      wire.send(replace.answer());
    } else if (fault instanceof Fault.Hold hold) {
      if (wire.await(hold.gate())) {
        wire.send(answer);
      }
    } else if (fault instanceof Fault.Stall stall) {
      wire.sendInHalves(answer, stall.gate());
    } else {
      wire.sendHalf(answer);
    }
  }

  private Answer process(Exchange exchange) {
    processing.readLock().lock();
    try {
      if (ended) {
        // nobody reads this: the connection was ended before
        return ApiException.internal("bytebase-testkit: the server was ended").answer();
      }
      return api.apply(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} broke the testkit", exchange.method(), exchange.path(), e);
      return ApiException.internal("bytebase-testkit: " + e).answer();
    } finally {
      processing.readLock().unlock();
    }
  }

  private static Exchange read(Request request) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), String.valueOf(field.getValue()));
    }
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.merge(
          field.getName().toLowerCase(Locale.ROOT),
          String.valueOf(field.getValue()),
          (a, b) -> a + ", " + b);
    }
    return new Exchange(
        request.getMethod(),
        String.valueOf(request.getHttpURI().getDecodedPath()),
        request.getHttpURI().getPathQuery(),
        query,
        headers,
        Content.Source.asString(request, StandardCharsets.UTF_8));
  }
}
