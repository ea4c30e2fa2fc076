package io.bytebase4j.gitops.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A CI platform's API on this machine, for one test. It remembers what was sent, and meets requests
 * with faults when it is told to.
 */
public abstract class FakePlatform implements AutoCloseable {
  static {
    // The JDK's server otherwise waits 40 ms before it sends a body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new ArrayList<>();
  private final List<Planned> faults = new ArrayList<>();

  /** A request as it came. */
  public record Request(String method, URI uri, Map<String, String> headers, String body) {
    /** The path as it stands in the request, encoded. */
    public String path() {
      return uri.getRawPath();
    }

    /** A value of the query, decoded; null where there is none. */
    public @Nullable String query(String name) {
      String query = uri.getRawQuery();
      return query == null
          ? null
          : Arrays.stream(query.split("&"))
              .filter(pair -> pair.startsWith(name + "="))
              .map(
                  pair ->
                      URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
              .findFirst()
              .orElse(null);
    }

    /** A header's value; empty where there is none. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }

    /** For lists of calls. */
    public String line() {
      return method + " " + path();
    }
  }

  /** An answer. */
  public record Answer(int status, String body, Map<String, String> headers) {
    public static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }

    public Answer with(String name, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(name, value);
      return new Answer(status, body, all);
    }
  }

  /** What happens instead of an answer. */
  private record Planned(
      String method, String pathPart, boolean process, @Nullable Answer answer, boolean hang) {}

  protected FakePlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-platform");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Answers a request; one at a time. */
  protected abstract Answer answer(Request request);

  public URI url(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Answers the next such request without processing it. */
  public void answerNext(String method, String pathPart, Answer answer) {
    plan(new Planned(method, pathPart, false, answer, false));
  }

  /** Processes the next such request, but answers something else, as a gateway would. */
  public void processNextAndAnswer(String method, String pathPart, Answer answer) {
    plan(new Planned(method, pathPart, true, answer, false));
  }

  /** Breaks the connection of the next such request before it is processed. */
  public void loseNextRequest(String method, String pathPart) {
    plan(new Planned(method, pathPart, false, null, false));
  }

  /** Processes the next such request and breaks the connection instead of answering. */
  public void loseNextAnswer(String method, String pathPart) {
    plan(new Planned(method, pathPart, true, null, false));
  }

  /** Does not answer the next such request until this is closed. */
  public void hangNext(String method, String pathPart, boolean process) {
    plan(new Planned(method, pathPart, process, null, true));
  }

  private synchronized void plan(Planned planned) {
    faults.add(planned);
  }

  /** All requests so far. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** All requests so far, as method and path. */
  public List<String> lines() {
    return requests().stream().map(Request::line).toList();
  }

  public synchronized void forgetRequests() {
    requests.clear();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Planned planned = null;
    Answer answer = null;
    synchronized (this) {
      requests.add(request);
      planned = nextFault(request);
      if (planned == null || planned.process()) {
        answer = answerOrFail(request);
      }
    }
    if (planned != null) {
      if (planned.hang()) {
        awaitClose();
      }
      answer = planned.answer();
    }
    if (answer != null) {
      send(exchange, answer);
    }
    exchange.close();
  }

  private Answer answerOrFail(Request request) {
    try {
      return answer(request);
    } catch (RuntimeException | AssertionError e) {
      // Not 5xx, which would be tried again.
      return Answer.of(418, "the fake broke: " + e);
    }
  }

  private @Nullable Planned nextFault(Request request) {
    for (Planned planned : faults) {
      if (planned.method().equals(request.method())
          && request.path().contains(planned.pathPart())) {
        faults.remove(planned);
        return planned;
      }
    }
    return null;
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
