package io.bytebase4j.testkit;

import java.util.regex.Pattern;

/** Which requests a rule meets. Thread-safe. */
final class Wanted {
  private final Turns turns;
  private final String method;
  private final Pattern path;
  private long reached;
  private boolean cancelled;

  Wanted(Turns turns, String method, Pattern path) {
    this.turns = turns;
    this.method = method;
    this.path = path;
  }

  /** Whether the rule meets this request; each call is one. */
  synchronized boolean has(String requestMethod, String requestPath) {
    return !cancelled
        && method.equals(requestMethod)
        && path.matcher(requestPath).matches()
        && turns.has(++reached);
  }

  /** Has no more requests. */
  synchronized void cancel() {
    cancelled = true;
  }

  /** The text of it when so many requests were met. */
  String text(int met) {
    return method + " " + path + ": " + met + " of " + turns;
  }
}
