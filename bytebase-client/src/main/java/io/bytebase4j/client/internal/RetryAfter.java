package io.bytebase4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The wait that a server asks for: seconds, or a date. */
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** The wait; null where there is none to be read, zero for one that is over. */
  static @Nullable Duration of(Headers headers, Instant now) {
    String value = headers.get(Wire.RETRY_AFTER);
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (!text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant date = headers.getInstant(Wire.RETRY_AFTER);
    if (date == null) {
      return null;
    }
    Duration wait = Duration.between(now, date);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
