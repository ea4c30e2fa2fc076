package io.bytebase4j.testkit.internal.state;

/** The status of a task run. */
public enum RunStatus {
  /** Waits for its time or for its database. */
  PENDING,
  /** May start. */
  AVAILABLE,
  /** Is at work. */
  RUNNING,
  /** Did everything. */
  DONE,
  /** Stopped at an error. */
  FAILED,
  /** Was cancelled. */
  CANCELED;

  /** Whether it will still change. */
  public boolean isActive() {
    return this == PENDING || this == AVAILABLE || this == RUNNING;
  }
}
