package io.bytebase4j.testkit.internal.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest requests, as many as fit. Thread-safe. */
public final class RequestLog {

  private static final int MOST_REQUESTS = 10_000;
  private static final long MOST_CHARS = 32L * 1024 * 1024;

  private final Deque<Exchange> exchanges = new ArrayDeque<>();
  private long chars;

  /** Keeps a request; the oldest ones make room for it. */
  public synchronized void add(Exchange exchange) {
    exchanges.addLast(exchange);
    chars += exchange.body().length();
    while (exchanges.size() > MOST_REQUESTS || (chars > MOST_CHARS && exchanges.size() > 1)) {
      chars -= exchanges.removeFirst().body().length();
    }
  }

  /** What it kept, oldest first. */
  public synchronized List<Exchange> all() {
    return new ArrayList<>(exchanges);
  }
}
