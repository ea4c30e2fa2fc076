package io.bytebase4j.benchmarks.rollout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers GetRollout and ListRollouts from memory: rollouts that were done long ago, and those of
 * which somebody waits, each with one task that is done and one that runs until its time has come.
 * Pages, order and filter are those of the real server. It counts what it gives.
 */
final class WaitServer implements AutoCloseable {
  private static final int MOST_A_PAGE = 1000;
  private static final String FILTER = "update_time >= \"";

  private final Schedule schedule;
  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong rollouts = new AtomicLong();
  private volatile Instant begin = Instant.now();

  WaitServer(Schedule schedule) throws IOException {
    this.schedule = schedule;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    this.threads = Executors.newFixedThreadPool(16);
    server.setExecutor(threads);
    server.createContext("/begin", this::begin);
    server.createContext("/given", this::given);
    server.createContext("/v1/projects/hr/rollouts", this::list);
    server.createContext("/v1/projects/hr/plans/", this::get);
    server.start();
  }

  /**
   * Serves until its input ends. It prints its port.
   *
   * @param args those of the schedule
   * @throws IOException if there is no port to listen on
   */
  public static void main(String[] args) throws IOException {
    try (WaitServer server = new WaitServer(Schedule.of(args))) {
      System.out.println(server.server.getAddress().getPort());
      while (System.in.read() >= 0) {
        // its end is all that counts
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void begin(HttpExchange exchange) throws IOException {
    begin = Instant.now();
    send(exchange, begin.toString());
    requests.set(0);
    bytes.set(0);
    rollouts.set(0);
  }

  private void given(HttpExchange exchange) throws IOException {
    send(exchange, requests + " " + bytes + " " + rollouts);
  }

  private void get(HttpExchange exchange) throws IOException {
    int plan = Integer.parseInt(exchange.getRequestURI().getPath().split("/")[5]);
    Instant now = Instant.now();
    count(exchange, rollout(plan, updated(plan, now)), 1);
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String filter = query.get("filter");
    Instant since =
        filter == null
            ? Instant.MIN
            : Instant.parse(filter.substring(FILTER.length(), filter.length() - 1));
    int size = Math.min(MOST_A_PAGE, Integer.parseInt(query.getOrDefault("pageSize", "10")));
    int from = Integer.parseInt(query.getOrDefault("pageToken", "0"));
    Instant now = Instant.now();
    List<String> page = new ArrayList<>();
    boolean more = false;
    int passed = 0;
    int newest = Schedule.FIRST_PLAN + schedule.rollouts() - 1;
    for (int plan = newest; plan >= Schedule.FIRST_PLAN && !more; plan--) {
      Instant updated = updated(plan, now);
      if (!updated.isBefore(since) && passed++ >= from) {
        more = page.size() == size;
        if (!more) {
          page.add(rollout(plan, updated));
        }
      }
    }
    String token = more ? ",\"nextPageToken\":\"" + (from + size) + "\"" : "";
    count(
        exchange,
        page.isEmpty() ? "{}" : "{\"rollouts\":[" + String.join(",", page) + "]" + token + "}",
        page.size());
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private Instant doneAt(int number) {
    return begin.plus(schedule.doneAfter(number));
  }

  private Instant updated(int plan, Instant now) {
    int number = schedule.number(plan);
    if (number < 0) {
      return begin.minus(Duration.ofHours(1));
    }
    Instant done = doneAt(number);
    return done.isAfter(now) ? begin : done;
  }

  private String rollout(int plan, Instant updated) {
    boolean runs = updated.equals(begin);
    return """
        {"name":"projects/hr/plans/%1$d/rollout","title":"release_20261125-RC00","stages":[%2$s,%3$s],\
        "createTime":"2026-11-25T10:00:00.569819Z","updateTime":"%4$s"}"""
        .formatted(
            plan,
            stage(plan, "test", "DONE", updated),
            stage(plan, "prod", runs ? "RUNNING" : "DONE", updated),
            updated);
  }

  private static String stage(int plan, String stage, String status, Instant updated) {
    return """
        {"name":"projects/hr/plans/%1$d/rollout/stages/%2$s","id":"%2$s",\
        "environment":"environments/%2$s","tasks":[{\
        "name":"projects/hr/plans/%1$d/rollout/stages/%2$s/tasks/%1$d",\
        "specId":"bc85cfe8-7d8e-4540-93f9-4ebdf13c47f5","status":"%3$s",\
        "type":"DATABASE_MIGRATE","target":"instances/%2$s-pg/databases/app_%2$s",\
        "databaseUpdate":{"release":"projects/hr/releases/release_20261125-RC00"},\
        "updateTime":"%4$s"}]}"""
        .formatted(plan, stage, status, updated);
  }

  private void count(HttpExchange exchange, String body, int rolloutsOfIt) throws IOException {
    requests.incrementAndGet();
    rollouts.addAndGet(rolloutsOfIt);
    bytes.addAndGet(send(exchange, body));
  }

  private static int send(HttpExchange exchange, String body) throws IOException {
    byte[] sent = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, sent.length);
    exchange.getResponseBody().write(sent);
    exchange.close();
    return sent.length;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
