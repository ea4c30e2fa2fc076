package io.bytebase4j.gitops.common;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** It stops the change. */
  ERROR,
  /** A person should look at it. */
  WARNING,
  /** Good to know. */
  INFO
}
