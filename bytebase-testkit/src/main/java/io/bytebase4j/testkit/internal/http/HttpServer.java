package io.bytebase4j.testkit.internal.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty on the loopback interface, with daemon threads only. */
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private static final int MOST_THREADS = 250;
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final Server server;
  private final ServerConnector connector;
  private final HttpHandler handler;
  private final URI url;

  private HttpServer(Server server, ServerConnector connector, HttpHandler handler) {
    this.server = server;
    this.connector = connector;
    this.handler = handler;
    this.url = URI.create("http://127.0.0.1:" + connector.getLocalPort());
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
    HttpHandler handler = new HttpHandler(api, faults, recorder);
    server.setHandler(handler);
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start on port " + port, e);
    }
    return new HttpServer(server, connector, handler);
  }

  /** Where it listens, or listened. */
  public URI url() {
    return url;
  }

  /**
   * Ends as a process does that is killed: open connections are reset, also those whose request is
   * being processed. What is processed is over when this returns, and nothing is after it.
   */
  public void kill() {
    connector.getConnectedEndPoints().forEach(HttpServer::resetWhenClosed);
    close();
  }

  private static void resetWhenClosed(EndPoint endPoint) {
    try {
      ((SocketChannelEndPoint) endPoint).getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      LOG.debug("a connection ended by itself before it was reset", e);
    }
  }

  /** Closes the connections and ends the threads. No request is processed any more. */
  @Override
  public void close() {
    try {
      server.stop();
      server.destroy();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    } finally {
      handler.end();
    }
  }
}
