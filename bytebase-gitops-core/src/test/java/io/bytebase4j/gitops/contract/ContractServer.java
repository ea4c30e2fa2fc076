package io.bytebase4j.gitops.contract;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.testkit.LocalBytebase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The server that the contract suite asks: the testkit's, or the real one that the environment
 * names. Names made by {@link #unique} are new on each run, since a real server keeps what it has
 * applied.
 */
record ContractServer(
    String url, Credentials credentials, String project, List<String> targets, String run) {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final String DEFAULT_TARGETS =
      "instances/test-pg/databases/app_test,instances/prod-pg/databases/app_prod";

  static boolean isReal() {
    return !System.getenv().getOrDefault("BYTEBASE_URL", "").isBlank();
  }

  static ContractServer real(Map<String, String> environment) {
    return new ContractServer(
        environment.get("BYTEBASE_URL"),
        Credentials.serviceAccount(
            environment.get("BYTEBASE_SERVICE_ACCOUNT"),
            environment.get("BYTEBASE_SERVICE_ACCOUNT_SECRET")),
        environment.getOrDefault("BYTEBASE_PROJECT", "projects/hr"),
        Stream.of(environment.getOrDefault("BYTEBASE_TARGETS", DEFAULT_TARGETS).split(",", -1))
            .toList(),
        Long.toString(System.currentTimeMillis()));
  }

  static ContractServer local(LocalBytebase local) {
    return new ContractServer(
        local.url().toString(),
        Credentials.serviceAccount(local.serviceAccount(), local.serviceAccountSecret()),
        local.project(),
        local.targets(),
        Long.toString(System.currentTimeMillis()));
  }

  /** What the server can do by its version. */
  boolean has(ServerFeature feature) {
    try (BytebaseClient client = client()) {
      return client.server().has(feature);
    }
  }

  BytebaseClient client() {
    return BytebaseClient.builder().url(url).credentials(credentials).build();
  }

  @Override
  public String toString() {
    try (BytebaseClient client = client()) {
      return client.server().reported();
    }
  }

  /** A number that no earlier run used, to be a version or a part of a table's name. */
  String unique() {
    return run + "%03d".formatted(COUNTER.incrementAndGet());
  }
}
