package io.bytebase4j.gitops.review;

import io.bytebase4j.gitops.common.Severity;

/** From which severity on a finding stops the change. */
public enum FailOn {
  /** Errors and warnings stop it. */
  WARNING,
  /** Errors stop it. */
  ERROR,
  /** No finding stops it. */
  NEVER;

  boolean stops(Severity severity) {
    return switch (this) {
      case WARNING -> severity != Severity.INFO;
      case ERROR -> severity == Severity.ERROR;
      case NEVER -> false;
    };
  }
}
