package io.bytebase4j.gitops.review;

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
  UNKNOWN
}
