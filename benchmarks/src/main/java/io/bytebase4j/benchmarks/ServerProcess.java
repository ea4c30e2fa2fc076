package io.bytebase4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server in a JVM of its own, so that what it allocates is not counted. */
final class ServerProcess {
  private final Process process;
  private final String url;

  ServerProcess() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                LoopbackServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the server ended before it began to serve");
    }
    url = "http://127.0.0.1:" + port;
  }

  String url() {
    return url;
  }

  /**
   * Ends the server's input, and so the server.
   *
   * @throws InterruptedException if the thread is interrupted while the server ends
   */
  void stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }
}
