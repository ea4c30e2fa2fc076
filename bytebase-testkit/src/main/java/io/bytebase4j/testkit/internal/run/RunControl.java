package io.bytebase4j.testkit.internal.run;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a task run at work be cancelled from outside. Thread-safe. */
final class RunControl {

  private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);

  private @Nullable Statement current;
  private boolean cancelled;
  private boolean over;

  /** Notes the statement that is about to run; refuses if the run was cancelled. */
  synchronized void begin(Statement statement) throws CancelledException {
    if (cancelled) {
      throw new CancelledException();
    }
    current = statement;
  }

  /** Notes that no statement runs now. */
  synchronized void end() {
    current = null;
  }

  /** Notes that the run has ended. */
  synchronized void over() {
    over = true;
    current = null;
  }

  synchronized void requestCancel() {
    cancelled = true;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * Asks PostgreSQL to stop the current statement. To be repeated until it answers true: PostgreSQL
   * ignores a request that arrives just before the statement does.
   *
   * @return whether the run is over
   */
  boolean cancelStatement() {
    Statement statement;
    synchronized (this) {
      statement = current;
      if (over) {
        return true;
      }
    }
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.debug("could not cancel a statement, it may just have ended", e);
      }
    }
    return false;
  }

  /** The run was cancelled before its next statement. */
  static final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
