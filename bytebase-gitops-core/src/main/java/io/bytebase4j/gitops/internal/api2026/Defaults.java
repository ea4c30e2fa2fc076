package io.bytebase4j.gitops.internal.api2026;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON leaves out what has its default value: absent and empty are the same. */
final class Defaults {
  private Defaults() {}

  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  /**
   * Times are never left out by a server that has them; where one is, it sorts before all others.
   */
  static Instant time(@Nullable Instant value) {
    return value == null ? Instant.EPOCH : value;
  }
}
