package io.bytebase4j.testkit;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection without a HTTP client, to see how the server ends it. */
final class RawConnection implements AutoCloseable {

  private static final int LONGEST_MILLIS = 20_000;

  private final Socket socket;

  RawConnection(URI url) throws IOException {
    socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(LONGEST_MILLIS);
  }

  void post(String path, String token, String body) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, token, body.getBytes(StandardCharsets.UTF_8).length);
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
  }

  /** What has come when something has. */
  String readSome() throws IOException {
    byte[] bytes = new byte[4096];
    int length = socket.getInputStream().read(bytes);
    return new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
  }

  /** What comes until the server closes the connection; fails if it is reset. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
