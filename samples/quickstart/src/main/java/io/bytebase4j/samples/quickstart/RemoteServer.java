package io.bytebase4j.samples.quickstart;

import io.bytebase4j.client.Credentials;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server that the environment names. */
record RemoteServer(String url, Credentials credentials, String project, List<String> targets)
    implements Server {
  private static final String DEFAULT_TARGETS =
      "instances/test-pg/databases/app_test,instances/prod-pg/databases/app_prod";

  static RemoteServer of(String url, Map<String, String> environment) {
    return new RemoteServer(
        url,
        Credentials.serviceAccount(
            require(environment, "BYTEBASE_SERVICE_ACCOUNT"),
            require(environment, "BYTEBASE_SERVICE_ACCOUNT_SECRET")),
        environment.getOrDefault("BYTEBASE_PROJECT", "projects/hr"),
        Stream.of(environment.getOrDefault("BYTEBASE_TARGETS", DEFAULT_TARGETS).split(",", -1))
            .map(String::strip)
            .toList());
  }

  private static String require(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("BYTEBASE_URL is set, so " + name + " must be set too");
    }
    return value;
  }

  @Override
  public void showTables(PrintWriter out) {
    out.println("The databases are the server's; look at them there: " + url);
  }

  @Override
  public void close() {
    // Nothing here is ours to end.
  }
}
