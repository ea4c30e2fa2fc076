package io.bytebase4j.testkit.internal.run;

import io.bytebase4j.testkit.internal.pg.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of task runs: a new one for each, as on the real server, but for the small
 * databases, which are schemas of one: there a run goes on with the connection of an earlier one,
 * because connecting takes longer than most runs. Thread-safe.
 */
final class Sessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final String SCHEMA = "&currentSchema=";

  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  /** A connection for a run; {@code application} is what {@code pg_stat_activity} shows. */
  Connection open(String jdbcUrl, String application) throws SQLException {
    int schema = jdbcUrl.indexOf(SCHEMA);
    Connection known = schema < 0 ? null : take();
    if (known == null) {
      return Postgres.connect(jdbcUrl, application);
    }
    String name = jdbcUrl.substring(schema + SCHEMA.length());
    Postgres.run(
        known, "SET search_path = " + name + "; SET application_name = '" + application + "'");
    return known;
  }

  private synchronized @Nullable Connection take() {
    return idle.poll();
  }

  /**
   * Takes a connection back that a run does not need any more.
   *
   * @param clean whether it is as good as new, but for its settings
   */
  void giveBack(String jdbcUrl, Connection connection, boolean clean) {
    try {
      if (clean && jdbcUrl.contains(SCHEMA)) {
        Postgres.run(connection, "DISCARD ALL");
        if (keep(connection)) {
          return;
        }
      }
      connection.close();
    } catch (SQLException e) {
      LOG.debug("a connection ended by itself", e);
    }
  }

  private synchronized boolean keep(Connection connection) {
    return !closed && idle.add(connection);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Connection connection : idle) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("an idle connection did not close", e);
      }
    }
    idle.clear();
  }
}
