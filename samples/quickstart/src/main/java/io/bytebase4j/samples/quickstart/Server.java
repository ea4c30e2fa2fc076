package io.bytebase4j.samples.quickstart;

import io.bytebase4j.client.Credentials;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** The server that the quickstart works on. */
interface Server extends AutoCloseable {

  /** The one that the environment names, or a local one if it names none. */
  static Server open(Map<String, String> environment, PrintWriter out) {
    String url = environment.getOrDefault("BYTEBASE_URL", "");
    return url.isBlank() ? LocalServer.start(out) : RemoteServer.of(url, environment);
  }

  String url();

  Credentials credentials();

  String project();

  List<String> targets();

  /** Shows what the databases hold, from the databases themselves where they can be reached. */
  void showTables(PrintWriter out);

  @Override
  void close();
}
