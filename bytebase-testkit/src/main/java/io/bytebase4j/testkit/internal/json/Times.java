package io.bytebase4j.testkit.internal.json;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as the server keeps and writes them. */
public final class Times {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private Times() {}

  /** Now, in the microseconds that PostgreSQL keeps. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** RFC 3339 in UTC with 0, 3, 6 or 9 digits after the point, as few as say it all. */
  public static String format(Instant time) {
    int nanos = time.getNano();
    String digits;
    if (nanos == 0) {
      digits = "";
    } else if (nanos % 1_000_000 == 0) {
      digits = "." + pad(nanos / 1_000_000, 3);
    } else if (nanos % 1_000 == 0) {
      digits = "." + pad(nanos / 1_000, 6);
    } else {
      digits = "." + pad(nanos, 9);
    }
    return SECONDS.format(time) + digits + "Z";
  }

  private static String pad(int number, int digits) {
    String text = String.valueOf(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
