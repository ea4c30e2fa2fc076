package io.bytebase4j.testkit.internal.state;

/** The status of a task. */
public enum TaskStatus {
  /** Has no run. */
  NOT_STARTED,
  /** Its run waits. */
  PENDING,
  /** Its run is at work. */
  RUNNING,
  /** Its run did everything. */
  DONE,
  /** Its run stopped at an error. */
  FAILED,
  /** Its run was cancelled. */
  CANCELED,
  /** Is not to be run. */
  SKIPPED;

  /** The status of a task whose newest run has a status. */
  static TaskStatus of(RunStatus run) {
    return switch (run) {
      case PENDING, AVAILABLE -> PENDING;
      case RUNNING -> RUNNING;
      case DONE -> DONE;
      case FAILED -> FAILED;
      case CANCELED -> CANCELED;
    };
  }

  /** Whether such a task may be skipped. */
  public boolean canBeSkipped() {
    return this == NOT_STARTED || this == FAILED || this == CANCELED;
  }
}
