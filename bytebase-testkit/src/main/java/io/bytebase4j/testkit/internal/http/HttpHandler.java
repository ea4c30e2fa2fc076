package io.bytebase4j.testkit.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
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

  HttpHandler(Function<Exchange, Answer> api, FaultSource faults, Consumer<Exchange> recorder) {
    this.api = api;
    this.faults = faults;
    this.recorder = recorder;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    Exchange exchange = read(request);
    recorder.accept(exchange);
    Optional<Fault> fault = faults.take(exchange.method(), exchange.path());
    if (fault.isEmpty()) {
      send(response, process(exchange), callback);
    } else {
      fail(fault.get(), exchange, request, response, callback);
    }
    return true;
  }

  private void fail(
      Fault fault, Exchange exchange, Request request, Response response, Callback callback)
      throws InterruptedException {
    if (fault instanceof Fault.AnswerInstead instead) {
      send(response, instead.answer(), callback);
    } else if (fault instanceof Fault.Drop) {
      disconnect(request, callback);
    } else if (fault instanceof Fault.LoseAnswer) {
      process(exchange);
      disconnect(request, callback);
    } else if (fault instanceof Fault.ReplaceAnswer replace) {
      process(exchange);
      send(response, replace.answer(), callback);
    } else if (fault instanceof Fault.Hold hold) {
      Answer answer = process(exchange);
      hold.latch().await();
      send(response, answer, callback);
    } else {
      truncate(request, response, process(exchange), callback);
    }
  }

  private Answer process(Exchange exchange) {
    try {
      return api.apply(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} broke the testkit", exchange.method(), exchange.path(), e);
      return ApiException.internal("bytebase-testkit: " + e).answer();
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

  private static void send(Response response, Answer answer, Callback callback) {
    head(response, answer);
    response.write(true, bytes(answer.body()), callback);
  }

  private static void head(Response response, Answer answer) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void truncate(
      Request request, Response response, Answer answer, Callback callback) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    head(response, answer);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(
        false,
        ByteBuffer.wrap(body, 0, body.length / 2),
        Callback.from(() -> disconnect(request, callback)));
  }

  private static void disconnect(Request request, Callback callback) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new EofException("closed on purpose"));
  }
}
