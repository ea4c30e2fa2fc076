package io.bytebase4j.testkit.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port where nobody listens, so that connections to it are refused, and that nobody else is given
 * either.
 */
public final class HeldPort implements AutoCloseable {

  private final Socket bound;

  private HeldPort(Socket bound) {
    this.bound = bound;
  }

  /** Holds a port of the loopback interface that was listened on until now. */
  public static HeldPort hold(int port) {
    Socket socket = new Socket();
    try {
      // connections of before may be left in TIME_WAIT
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return new HeldPort(socket);
    } catch (IOException e) {
      HeldPort nothing = new HeldPort(socket);
      nothing.close();
      throw new UncheckedIOException("cannot hold port " + port, e);
    }
  }

  /** Lets it go, to be listened on again. */
  @Override
  public void close() {
    try {
      bound.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let a port go", e);
    }
  }
}
