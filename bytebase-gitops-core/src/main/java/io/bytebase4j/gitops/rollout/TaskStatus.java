package io.bytebase4j.gitops.rollout;

/** Where a task stands. */
public enum TaskStatus {
  /** Nobody has started it. */
  NOT_STARTED(false),
  /** Started, and waiting for its turn. */
  PENDING(false),
  /** At work on the database. */
  RUNNING(false),
  /** The change is made. */
  DONE(true),
  /** The change is not made, or in part; it may be run again. */
  FAILED(true),
  /** Ended by somebody; it may be run again. */
  CANCELED(true),
  /** Left out by somebody, for good. */
  SKIPPED(true),
  /** A status that this version does not know; taken to be under way. */
  UNKNOWN(false);

  private final boolean end;

  TaskStatus(boolean end) {
    this.end = end;
  }

  /**
   * Whether nothing more happens by itself.
   *
   * @return true for done, failed, cancelled and skipped
   */
  public boolean isEnd() {
    return end;
  }

  /**
   * Whether the task was started and is not at its end.
   *
   * @return true for pending, running and unknown
   */
  public boolean isUnderWay() {
    return !end && this != NOT_STARTED;
  }

  /**
   * Whether the task did not get done and may be run again.
   *
   * @return true for failed and cancelled
   */
  public boolean isFailed() {
    return this == FAILED || this == CANCELED;
  }

  /**
   * Whether the task is dealt with, so that what comes after it may run.
   *
   * @return true for done and skipped
   */
  public boolean isSettled() {
    return this == DONE || this == SKIPPED;
  }

  static TaskStatus of(String text) {
    for (TaskStatus status : values()) {
      if (status.name().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
