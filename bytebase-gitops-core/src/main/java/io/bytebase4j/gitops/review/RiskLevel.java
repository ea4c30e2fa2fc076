package io.bytebase4j.gitops.review;

import java.util.Comparator;
import java.util.stream.Stream;

/** How risky the server takes a change to be, the least first. */
public enum RiskLevel {
  /** The server gave none. */
  NONE,
  /** Such as creating a table. */
  LOW,
  /** Such as altering a table or changing rows. */
  MODERATE,
  /** Such as dropping a table. */
  HIGH,
  /** A level that this version does not know; taken to be the highest. */
  UNKNOWN;

  static RiskLevel highest(Stream<RiskLevel> levels) {
    return levels.max(Comparator.naturalOrder()).orElse(NONE);
  }

  static RiskLevel of(String text) {
    if (text.isEmpty() || text.equals("RISK_LEVEL_UNSPECIFIED")) {
      return NONE;
    }
    return Stream.of(values()).filter(level -> level.name().equals(text)).findAny().orElse(UNKNOWN);
  }
}
