package io.bytebase4j.gitops.doctor;

/** What came of a check. */
public enum CheckState {
  /** All is well. */
  OK,
  /** It works, but not everything will, or not for long. */
  WARNING,
  /** A pipeline would fail. */
  FAILED,
  /** It can't be told without making something, or by this account. */
  UNKNOWN,
  /** Not looked at: an earlier check failed, or nothing was named to look for. */
  SKIPPED
}
