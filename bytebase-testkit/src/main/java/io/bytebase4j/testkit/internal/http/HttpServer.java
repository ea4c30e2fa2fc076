package io.bytebase4j.testkit.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty on the loopback interface, with daemon threads only. */
public final class HttpServer implements AutoCloseable {

  private static final int MOST_THREADS = 250;
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final Server server;
  private final ServerConnector connector;

  private HttpServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Starts it on a port; 0 means any free one. */
  public static HttpServer start(
      int port, Function<Exchange, Answer> api, FaultSource faults, Consumer<Exchange> recorder) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("bytebase-testkit-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new HttpHandler(api, faults, recorder));
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start on port " + port, e);
    }
    return new HttpServer(server, connector);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Closes the connections and ends the threads. */
  @Override
  public void close() {
    try {
      server.stop();
      server.destroy();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }
}
