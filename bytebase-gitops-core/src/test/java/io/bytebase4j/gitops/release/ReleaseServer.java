package io.bytebase4j.gitops.release;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseClientBuilder;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.Sleeper;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.ManualClock;
import io.bytebase4j.testkit.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server for releases and those who release there, all on one clock that is moved by hand. */
final class ReleaseServer implements AutoCloseable {
  static final String CREATE = "/v1/projects/hr/releases";
  static final String GET = "/v1/projects/hr/releases/.*";
  static final String NOON = "2026-11-23T12:00:00Z";

  final ManualClock time = new ManualClock(Instant.parse(NOON));
  final LocalBytebase bytebase = LocalBytebase.builder().clock(time).start();
  private final List<BytebaseClient> clients = new ArrayList<>();
  private int contents;
  private int seen;

  /** Begins a test, at noon. */
  void begin() {
    bytebase.faults().clear();
    time.pass(Duration.between(time.instant(), Instant.parse(NOON)));
    seen = bytebase.requests().size();
  }

  Faults.Matching creates(int times) {
    return bytebase.faults().next(times, "POST", CREATE);
  }

  Faults.Matching gets(int times) {
    return bytebase.faults().next(times, "GET", GET);
  }

  /** Somebody who releases. */
  GitOps gitOps() {
    return gitOps(time::pass, client -> client);
  }

  GitOps gitOps(Sleeper sleeper, UnaryOperator<BytebaseClientBuilder> options) {
    return GitOps.using(client(sleeper, options)).clock(time).sleeper(sleeper).build();
  }

  BytebaseClient client(Sleeper sleeper, UnaryOperator<BytebaseClientBuilder> options) {
    BytebaseClient client =
        options
            .apply(
                BytebaseClient.builder()
                    .url(bytebase.url().toString())
                    .credentials(
                        Credentials.serviceAccount(
                            bytebase.serviceAccount(), bytebase.serviceAccountSecret()))
                    .clock(time)
                    .sleeper(sleeper))
            .build();
    clients.add(client);
    return client;
  }

  /** A request with one file that no other has. */
  ReleaseRequest request() {
    return request("SELECT " + ++contents + ";");
  }

  ReleaseRequest request(String... statements) {
    return ReleaseRequest.of(bytebase.project(), files(statements));
  }

  static MigrationSet files(String... statements) {
    Map<String, MigrationContent> files = new LinkedHashMap<>();
    for (int i = 0; i < statements.length; i++) {
      files.put("m/" + (i + 1) + "_t.sql", MigrationContent.of(statements[i]));
    }
    return MigrationSet.ofContents(files);
  }

  /** What was asked for releases since the last time, oldest first, without keys. */
  List<String> asked() {
    List<RecordedRequest> all = bytebase.requests();
    List<String> asked =
        all.subList(seen, all.size()).stream()
            .filter(request -> request.path().startsWith(CREATE))
            .map(
                request ->
                    request.method().equals("POST") ? "POST" : "GET " + withoutKey(request.path()))
            .toList();
    seen = all.size();
    return asked;
  }

  List<RecordedRequest> sent() {
    return bytebase.requests().stream()
        .filter(r -> r.method().equals("POST") && r.path().startsWith(CREATE))
        .toList();
  }

  static String withoutKey(String name) {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst("^[a-z]+-[0-9a-f]{12}-", "");
  }

  /** The ids of releases with the content of a request, without keys, oldest first. */
  List<String> releasesOf(ReleaseRequest request) {
    String sha256 = request.migrations().files().get(0).content().sha256();
    try (BytebaseClient admin =
        BytebaseClient.builder()
            .url(bytebase.url().toString())
            .credentials(
                Credentials.serviceAccount(bytebase.adminEmail(), bytebase.adminPassword()))
            .clock(time)
            .build()) {
      return admin.releases().listReleases(bytebase.project()).stream()
          .filter(release -> sha256.equals(release.getFiles().get(0).getSheetSha256()))
          .map(Release::getName)
          .map(ReleaseServer::withoutKey)
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    clients.forEach(BytebaseClient::close);
    bytebase.close();
  }
}
