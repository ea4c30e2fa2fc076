package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.pg.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a task run at work be cancelled or killed from outside. Thread-safe. */
final class RunControl {

  private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);

  private final ReentrantLock commit = new ReentrantLock();
  private @Nullable Connection connection;
  private boolean executing;
  private boolean cancelled;
  private boolean killed;
  private boolean over;

  /** Notes the connection that the run uses; refuses if the run was cancelled or killed. */
  synchronized void use(Connection used) throws CancelledException {
    requireWanted();
    connection = used;
  }

  /** Notes that a statement is about to run; refuses if the run was cancelled or killed. */
  synchronized void begin() throws CancelledException {
    requireWanted();
    executing = true;
  }

  private void requireWanted() throws CancelledException {
    if (cancelled || killed) {
      throw new CancelledException();
    }
  }

  /** Notes that no statement runs now. */
  synchronized void end() {
    executing = false;
  }

  /** Notes that the run has ended. */
  synchronized void over() {
    over = true;
  }

  synchronized void requestCancel() {
    cancelled = true;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Notes that the server is dead: the run begins nothing more and says nothing more. */
  synchronized void kill() {
    killed = true;
  }

  synchronized boolean isKilled() {
    return killed;
  }

  /** Commits; {@link #dropConnection} waits for that, so that it is never unknown if it did. */
  void commit(Connection used) throws SQLException {
    commit.lock();
    try {
      Postgres.run(used, "COMMIT");
    } finally {
      commit.unlock();
    }
  }

  /**
   * Closes the run's connection without a word to PostgreSQL, which notices when the current
   * statement ends, and rolls back then.
   */
  void dropConnection() {
    Connection dropped;
    synchronized (this) {
      dropped = connection;
    }
    if (dropped == null) {
      return;
    }
    commit.lock();
    try {
      dropped.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("could not drop a connection, it may just have ended", e);
    } finally {
      commit.unlock();
    }
  }

  /**
   * Asks PostgreSQL to stop the current statement. To be repeated until it answers true: PostgreSQL
   * ignores a request that arrives just before the statement does. So it is asked past the driver's
   * statement, which asks but once. It is asked inside the lock, so that it is never the run's next
   * statement that is stopped.
   *
   * @return whether the run is over
   */
  synchronized boolean cancelStatement() {
    if (executing && connection != null) {
      try {
        connection.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException e) {
        LOG.debug("could not cancel a statement, it may just have ended", e);
      }
    }
    return over;
  }

  /** The run was cancelled or killed before its next statement. */
  static final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
