package io.bytebase4j.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A client in a JVM of its own, to be killed. */
final class ChildClient {

  private ChildClient() {}

  /** Starts one that posts something and waits for the answer. */
  static Process post(URI url, String path, String token, String body) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ChildClient.class.getName(),
            url.toString(),
            path,
            token,
            body)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Exits with 0 only if the answer comes. */
  public static void main(String[] args) throws IOException {
    try (RawConnection connection = new RawConnection(URI.create(args[0]))) {
      connection.post(args[1], args[2], args[3]);
      if (connection.readSome().isEmpty()) {
        throw new IOException("no answer");
      }
    }
  }
}
