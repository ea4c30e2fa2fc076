package io.bytebase4j.gitops.migration;

/** How files change a database; the server has two kinds of releases for it. */
public enum MigrationType {
  /** Each file is one change, applied once, in the order of versions. */
  VERSIONED,
  /** The files together say how the schema should be; the server works out the changes. */
  DECLARATIVE
}
