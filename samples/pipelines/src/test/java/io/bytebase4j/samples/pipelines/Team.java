package io.bytebase4j.samples.pipelines;

import io.bytebase4j.samples.pipelines.runner.Event;
import io.bytebase4j.samples.pipelines.runner.Image;
import io.bytebase4j.samples.pipelines.runner.Locks;
import io.bytebase4j.samples.pipelines.runner.PipelineRun;
import io.bytebase4j.samples.pipelines.runner.Scene;
import io.bytebase4j.samples.pipelines.runner.Settings;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalPostgres;
import io.bytebase4j.testkit.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A team with a repository on a platform, a Bytebase, and a copy of the platform's pipeline. */
final class Team implements AutoCloseable {
  static final String TEST = "instances/test-pg/databases/app_test";
  static final String PROD = "instances/prod-pg/databases/app_prod";

  private static final String IDENTITY = "ci@workload.bytebase.com";
  private static final String BITBUCKET_ISSUER =
      "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";
  private static final String GITLAB_ISSUER = "https://gitlab.example.com";

  private final SamplePlatform platform;
  private final boolean keyless;
  private final Image image;
  private final Path scratch;
  private final LocalBytebase bytebase;
  private final FakeApi api;
  private final Locks locks = new Locks();
  private int runs;

  /** The repository. */
  final SampleRepository repository;

  Team(
      SamplePlatform platform,
      boolean keyless,
      LocalPostgres postgres,
      FakeApi api,
      Image image,
      Path scratch) {
    this.platform = platform;
    this.keyless = keyless;
    this.image = image;
    this.scratch = scratch;
    this.api = api;
    this.bytebase =
        LocalBytebase.builder()
            .postgres(postgres)
            .workloadIdentity(IDENTITY, issuer(platform), audiences(platform), subject(platform))
            .start();
    this.repository = SampleRepository.in(folder("repository"));
  }

  private static String issuer(SamplePlatform platform) {
    return switch (platform) {
      case BITBUCKET -> BITBUCKET_ISSUER;
      case GITHUB -> PlatformAnswers.GITHUB_ISSUER;
      case GITLAB -> GITLAB_ISSUER;
      case AZURE -> PlatformAnswers.AZURE_ISSUER;
    };
  }

  private static List<String> audiences(SamplePlatform platform) {
    return switch (platform) {
      case BITBUCKET ->
          List.of("ari:cloud:bitbucket::workspace/5b3d7a10-0000-4000-8000-00000000f001");
      case GITHUB -> List.of();
      case GITLAB -> List.of("bytebase");
      case AZURE -> List.of("api://AzureADTokenExchange");
    };
  }

  /** As the head of each sample says. */
  private static String subject(SamplePlatform platform) {
    return switch (platform) {
      case BITBUCKET -> "{5b3d7a10-0000-4000-8000-00000000a001}:*";
      case GITHUB -> "repo:acme/shop:*";
      case GITLAB -> "project_path:acme/shop:*";
      case AZURE -> "p://acme/shop/rollout";
    };
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(scratch.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an event starts, of which nothing has run. */
  PipelineRun start(Event event) {
    runs++;
    Scene scene =
        new Scene(
            repository.origin(),
            event,
            settings(),
            image,
            api.url(),
            (subject, audience) -> IdTokens.of(issuer(platform), subject, audience),
            folder("run" + runs));
    return platform.run(platform.folder(keyless), scene, locks);
  }

  /** As the head of each sample says. */
  private Settings settings() {
    Map<String, String> variables = new HashMap<>();
    variables.put("BYTEBASE_URL", bytebase.url().toString());
    if (platform == SamplePlatform.BITBUCKET) {
      variables.put("BYTEBASE_PROJECT", "projects/hr");
      variables.put("BYTEBASE_TARGETS", TEST + "," + PROD);
    }
    Map<String, String> secrets = new HashMap<>();
    if (platform == SamplePlatform.GITLAB) {
      secrets.put("GITLAB_TOKEN", PlatformAnswers.GITLAB_TOKEN);
    }
    if (keyless) {
      variables.put("BYTEBASE_WORKLOAD_IDENTITY", IDENTITY);
    } else {
      variables.put("BYTEBASE_SERVICE_ACCOUNT", bytebase.serviceAccount());
      secrets.put("BYTEBASE_SERVICE_ACCOUNT_SECRET", bytebase.serviceAccountSecret());
    }
    // Bitbucket and GitLab say in the file what waits for a person, the others beside it.
    boolean beside = platform == SamplePlatform.GITHUB || platform == SamplePlatform.AZURE;
    return new Settings(variables, secrets, beside ? Set.of("prod") : Set.of());
  }

  /** What nobody may read in a log: keys, and tokens of jobs. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>(settings().secrets().values());
    secrets.add(IdTokens.SIGNATURE);
    secrets.addAll(List.of("ghs_writes", "ghs_reads", "request-token", "azure-job-token"));
    return secrets;
  }

  /** What the platform's interface was asked. */
  List<FakeApi.Call> calls() {
    return api.calls();
  }

  /** What the platform's interface was asked and did. */
  List<FakeApi.Call> granted() {
    return api.granted();
  }

  /** What Bytebase was asked. */
  List<RecordedRequest> requests() {
    return bytebase.requests();
  }

  /** How often Bytebase was asked to make something, for example {@code releases}. */
  long creations(String collection) {
    return requests().stream()
        .filter(request -> request.method().equals("POST"))
        .filter(request -> request.path().matches("/v1/projects/hr/" + collection + "(\\?.*)?"))
        .count();
  }

  /** The number of rows; -1 if there is no such table. */
  int rows(String target, String table) {
    try (Connection connection = bytebase.dataSource(target).getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT to_regclass('public." + table + "') IS NULL")) {
        found.next();
        if (found.getBoolean(1)) {
          return -1;
        }
      }
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
        count.next();
        return count.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    bytebase.close();
    if (platform != SamplePlatform.BITBUCKET) {
      api.close();
    }
  }
}
