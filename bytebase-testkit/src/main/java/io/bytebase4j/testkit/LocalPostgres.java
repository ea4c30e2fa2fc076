package io.bytebase4j.testkit;

import io.bytebase4j.testkit.internal.pg.PostgresServer;

/**
 * A PostgreSQL server of this JVM, on a free port of the loopback interface. It takes about two
 * seconds to start, so several {@link LocalBytebase} can share one: each makes databases of its own
 * in it.
 *
 * <p>Thread-safe. It ends with {@link #close()}, and at the latest with the JVM.
 */
public final class LocalPostgres implements AutoCloseable {

  private final PostgresServer server;

  private LocalPostgres(PostgresServer server) {
    this.server = server;
  }

  /**
   * Starts a PostgreSQL.
   *
   * @return the running server, which the caller has to close
   * @throws java.io.UncheckedIOException if it does not start; as root on Linux it needs the {@code
   *     unshare} command, because PostgreSQL refuses to run as root
   */
  public static LocalPostgres start() {
    return new LocalPostgres(PostgresServer.start());
  }

  PostgresServer server() {
    return server;
  }

  /** Stops the server and removes its data. A second call does nothing. */
  @Override
  public void close() {
    server.close();
  }
}
