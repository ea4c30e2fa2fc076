package io.bytebase4j.samples.pipelines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A CI platform's interface on this machine, which remembers what it was asked. Thread-safe. */
final class FakeApi implements AutoCloseable {
  static {
    // The JDK's server otherwise waits 40 ms before it sends a body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Call> granted = new CopyOnWriteArrayList<>();

  /** A request as it came. */
  record Call(String method, URI uri, String authorization, String token, String body) {
    String line() {
      return method + " " + uri.getPath();
    }

    Optional<String> query(String name) {
      return Arrays.stream(String.valueOf(uri.getRawQuery()).split("&"))
          .filter(pair -> pair.startsWith(name + "="))
          .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
          .findFirst();
    }
  }

  /** An answer in JSON. */
  record Reply(int status, String body) {}

  private FakeApi(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param port where it listens, or 0 for any port
   * @param answers what it says
   */
  static FakeApi start(int port, Function<Call, Reply> answers) {
    try {
      FakeApi api =
          new FakeApi(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
      api.server.createContext("/", exchange -> api.answer(exchange, answers));
      api.server.setExecutor(api.threads);
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked, oldest first. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** What was asked and done. */
  List<Call> granted() {
    return List.copyOf(granted);
  }

  private void answer(HttpExchange exchange, Function<Call, Reply> answers) throws IOException {
    try (exchange) {
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              header(exchange, "Authorization"),
              header(exchange, "PRIVATE-TOKEN"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      calls.add(call);
      Reply reply = answers.apply(call);
      if (reply.status() < 300) {
        granted.add(call);
      }
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
