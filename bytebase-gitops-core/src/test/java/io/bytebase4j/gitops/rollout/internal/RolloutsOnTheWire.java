package io.bytebase4j.gitops.rollout.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * GetRollout and ListRollouts over HTTP as they were measured: the newest first, at most 1,000 a
 * page, filtered by the time of the last change.
 */
final class RolloutsOnTheWire implements AutoCloseable {
  private static final int MOST_A_PAGE = 1000;

  private record State(String status, Instant updateTime) {}

  private final Clock clock;
  private final HttpServer server;
  private final NavigableMap<Integer, State> rollouts = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();

  RolloutsOnTheWire(Clock clock) throws IOException {
    this.clock = clock;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/projects/hr/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void put(int id, String status) {
    rollouts.put(id, new State(status, clock.instant()));
  }

  /** What was asked since this was called last, with queries decoded. */
  synchronized List<String> requests() {
    List<String> copy = List.copyOf(requests);
    requests.clear();
    return copy;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body;
    synchronized (this) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      requests.add(path + (query == null ? "" : "?" + decoded(query)));
      String json = path.endsWith("/rollouts") ? list(parameters(query)) : one(rolloutId(path));
      body = json.getBytes(StandardCharsets.UTF_8);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static int rolloutId(String path) {
    return Integer.parseInt(path.split("/")[5]);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], decoded(parts[1]));
    }
    return parameters;
  }

  private String list(Map<String, String> parameters) {
    String filter = parameters.getOrDefault("filter", "update_time >= \"1970-01-01T00:00:00Z\"");
    Instant since =
        Instant.parse(filter.substring("update_time >= \"".length(), filter.length() - 1));
    int size = Math.min(MOST_A_PAGE, Integer.parseInt(parameters.getOrDefault("pageSize", "10")));
    int from = Integer.parseInt(parameters.getOrDefault("pageToken", "0"));
    List<String> listed =
        rollouts.descendingMap().entrySet().stream()
            .filter(entry -> !entry.getValue().updateTime().isBefore(since))
            .skip(from)
            .limit(size + 1L)
            .map(entry -> one(entry.getKey()))
            .toList();
    if (listed.isEmpty()) {
      return "{}";
    }
    boolean more = listed.size() > size;
    return "{\"rollouts\":["
        + String.join(",", more ? listed.subList(0, size) : listed)
        + "]"
        + (more ? ",\"nextPageToken\":\"" + (from + size) + "\"" : "")
        + "}";
  }

  private String one(int id) {
    String name = RolloutBook.name(id);
    State state = rollouts.getOrDefault(id, new State("NOT_STARTED", Instant.EPOCH));
    return """
        {"name":"%1$s","updateTime":"%2$s","stages":[{"name":"%1$s/stages/test",\
        "environment":"environments/test","tasks":[{"name":"%1$s/stages/test/tasks/%3$d",\
        "status":"%4$s","target":"instances/test-pg/databases/app"}]}]}"""
        .formatted(name, state.updateTime(), id, state.status());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
