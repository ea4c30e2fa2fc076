package io.bytebase4j.gitops.migration;

/** What a migration changes. Servers of 2025 want to know; newer ones see for themselves. */
public enum ChangeType {
  /** The schema. */
  DDL,
  /** The schema of a large MySQL table, by gh-ost, while it is in use. */
  DDL_GHOST,
  /** The data. */
  DML
}
