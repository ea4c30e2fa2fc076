package io.bytebase4j.testkit.internal.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The way back to the client of one request; each way of ending it is used at most once. */
final class Wire {

  private final EndPoint endPoint;
  private final Response response;
  private final Callback callback;

  Wire(Request request, Response response, Callback callback) {
    this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    this.response = response;
    this.callback = callback;
  }

  /** Sends a whole answer. */
  void send(Answer answer) {
    head(answer);
    response.write(true, ByteBuffer.wrap(bytes(answer)), callback);
  }

  /** Sends half of an answer, and closes the connection. */
  void sendHalf(Answer answer) {
    byte[] body = bytes(answer);
    announce(answer, body);
    response.write(false, firstHalf(body), Callback.from(this::close));
  }

  /** Sends half of an answer at once, and the other half when the gate is open. */
  void sendInHalves(Answer answer, Gate gate) throws IOException, InterruptedException {
    byte[] body = bytes(answer);
    announce(answer, body);
    ByteBuffer first = firstHalf(body);
    int sent = first.remaining();
    Content.Sink.write(response, false, first);
    if (await(gate)) {
      response.write(true, ByteBuffer.wrap(body, sent, body.length - sent), callback);
    }
  }

  /** Waits until the gate is open. If the connection ends before, all is over, and it says no. */
  boolean await(Gate gate) throws InterruptedException {
    boolean open = gate.await(this::isGone);
    if (!open) {
      close();
    }
    return open;
  }

  /**
   * Whether the other side ended the connection. The client waits for its answer and sends nothing
   * before, so there is nothing else to read.
   */
  private boolean isGone() {
    try {
      return !endPoint.isOpen() || endPoint.fill(BufferUtil.allocate(1)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Closes the connection in good order: the client reads the end of the stream. */
  void close() {
    endPoint.close();
    callback.failed(new EofException("closed on purpose"));
  }

  /** Resets the connection: the client's next read fails. */
  void reset() throws IOException {
    // closing a socket that does not linger discards what is unsent and sends RST in place of FIN
    ((SocketChannelEndPoint) endPoint).getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  private void head(Answer answer) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
  }

  /** The head for a body of which only a part may come, so that the client knows. */
  private void announce(Answer answer, byte[] body) {
    head(answer);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
  }

  private static ByteBuffer firstHalf(byte[] body) {
    return ByteBuffer.wrap(body, 0, body.length / 2);
  }

  private static byte[] bytes(Answer answer) {
    return answer.body().getBytes(StandardCharsets.UTF_8);
  }
}
