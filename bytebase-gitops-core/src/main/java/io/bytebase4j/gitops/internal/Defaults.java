package io.bytebase4j.gitops.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON leaves out what has its default value: absent and empty are the same. */
public final class Defaults {
  private Defaults() {}

  /**
   * A text.
   *
   * @param value the value as it was read
   * @return its text; empty where it was left out
   */
  public static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /**
   * A number.
   *
   * @param value the value as it was read
   * @return the number; 0 where it was left out
   */
  public static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  /**
   * A time. Servers that have one never leave it out.
   *
   * @param value the value as it was read
   * @return the time; where it was left out, one before all others
   */
  public static Instant time(@Nullable Instant value) {
    return value == null ? Instant.EPOCH : value;
  }
}
