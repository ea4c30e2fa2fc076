package io.bytebase4j.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy: tunnels to https, forwards plain http, and may want to be signed in to. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final String wanted;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tunnel-proxy");
            thread.setDaemon(true);
            return thread;
          });

  /** Wants this in Proxy-Authorization; empty for nothing. */
  TunnelProxy(String wanted) throws IOException {
    this.wanted = wanted;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The first lines of the requests that came in. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      // The head is read byte by byte: what follows belongs to the tunnel.
      String head = head(client.getInputStream());
      String first = head.lines().findFirst().orElse("");
      requests.add(first);
      String[] words = first.split(" ", -1);
      if (!wanted.isEmpty() && !head.contains("Proxy-Authorization: " + wanted)) {
        answer(
            client,
            "HTTP/1.1 407 Proxy Authentication Required\r\n"
                + "Proxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n"
                + "Connection: close\r\n\r\n");
        return;
      }
      boolean tunnel = words[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "https://" + words[1] : words[1]);
      try (Socket server = new Socket(target.getHost(), target.getPort())) {
        if (tunnel) {
          answer(client, "HTTP/1.1 200 OK\r\n\r\n");
        } else {
          String path = target.getRawPath();
          answer(
              server,
              head.replace(words[1], path)
                  .replaceFirst("(?i)Connection: .*\r\n", "")
                  .replaceFirst("\r\n", "\r\nConnection: close\r\n"));
        }
        threads.execute(() -> copy(client, server));
        copy(server, client);
      }
    } catch (IOException e) {
      // the other side is gone
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended within the head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void answer(Socket to, String text) throws IOException {
    OutputStream out = to.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one side is gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
