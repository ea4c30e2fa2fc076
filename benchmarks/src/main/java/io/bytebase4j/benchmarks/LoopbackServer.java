package io.bytebase4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers GET requests for the rollouts from memory. It does nothing else, so that it takes as
 * little of the measured time as a server can. It prints its port, and ends when its input does.
 */
final class LoopbackServer {
  private final Map<String, byte[]> answers = new HashMap<>();
  private final ServerSocket listener;

  private LoopbackServer() throws IOException {
    for (Body body : Body.values()) {
      answers.put("GET /v1/" + body.rolloutName() + " HTTP/1.1", answer(body.json()));
    }
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /**
   * Serves until its input ends.
   *
   * @param args none
   * @throws IOException if there is no port to listen on
   */
  public static void main(String[] args) throws IOException {
    LoopbackServer server = new LoopbackServer();
    daemon(server::accept).start();
    System.out.println(server.listener.getLocalPort());
    while (System.in.read() >= 0) {
      // its end is all that counts
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "loopback-server");
    thread.setDaemon(true);
    return thread;
  }

  private static byte[] answer(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[first.length + body.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        daemon(() -> serve(socket)).start();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the server can't go on", e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = socket.getOutputStream();
      String request;
      while ((request = in.readLine()) != null) {
        String header = request;
        while (header != null && !header.isEmpty()) {
          header = in.readLine();
        }
        byte[] answer = answers.get(request);
        if (answer == null) {
          throw new IOException("unexpected: " + request);
        }
        out.write(answer);
      }
    } catch (IOException e) {
      // The client sees its connection end, and fails.
      System.err.println(e);
    }
  }
}
