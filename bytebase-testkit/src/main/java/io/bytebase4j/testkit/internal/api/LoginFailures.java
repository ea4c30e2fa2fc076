package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Locks an e-mail out, even an unknown one, that failed to sign in too often. Thread-safe. */
final class LoginFailures {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final int most;
  private final Map<String, Deque<Instant>> times = new HashMap<>();

  LoginFailures(InstantSource clock, int most) {
    this.most = most;
    this.clock = clock;
  }

  /** Refuses an e-mail that is locked out; the refusal is no failure that counts. */
  synchronized void check(String email) {
    Deque<Instant> failures = times.getOrDefault(email, new ArrayDeque<>());
    Instant start = clock.instant().minus(WINDOW);
    failures.removeIf(time -> time.isBefore(start));
    if (failures.size() >= most) {
      throw ApiException.resourceExhausted(
          "too many failed login attempts, please try again later");
    }
  }

  synchronized void add(String email) {
    times.computeIfAbsent(email, e -> new ArrayDeque<>()).add(clock.instant());
  }
}
