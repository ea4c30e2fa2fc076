package io.bytebase4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.client.api.SheetService;
import io.bytebase4j.client.micrometer.MicrometerListener;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.client.model.Rollout;
import io.bytebase4j.client.name.ProjectName;
import io.bytebase4j.client.name.ReleaseName;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.client.rest.CallExecutor;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/client.md shows runs, and stands there as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class ClientGuideTest {
  private static final Path SOURCE =
      Path.of("src/test/java/io/bytebase4j/client/ClientGuideTest.java");
  private static final Path GUIDE = Path.of("../docs/client.md");

  /** Code that a test over there sees to. */
  private static final String OF_ANOTHER_MODULE = "```java\n// with bytebase-gitops-core\n";

  private final List<String> printed = new ArrayList<>();
  private LocalBytebase server;
  private String release = "";

  @BeforeEach
  void makeRelease(LocalBytebase server) {
    this.server = server;
    try (BytebaseClient client = connect()) {
      ReleaseFile file =
          new ReleaseFile()
              .path("1_a.sql")
              .version("1")
              .statement("SELECT 1;".getBytes(StandardCharsets.UTF_8));
      Release wanted = new Release().type(ReleaseType.VERSIONED).addFilesItem(file);
      release =
          String.valueOf(
              client.releases().createRelease("projects/hr", wanted).execute().getName());
    }
  }

  private BytebaseClient connect() {
    return BytebaseClient.builder()
        .url(server.url().toString())
        .credentials(
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))
        .build();
  }

  private Map<String, String> environment() {
    return Map.of(
        "BYTEBASE_URL", server.url().toString(),
        "BYTEBASE_SERVICE_ACCOUNT", server.serviceAccount(),
        "BYTEBASE_SERVICE_ACCOUNT_SECRET", server.serviceAccountSecret());
  }

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  @Test
  void firstCall() {
    Map<String, String> environment = environment();
    // begin first-call
    try (BytebaseClient client = BytebaseClient.builder().fromEnvironment(environment).build()) {
      Release found = client.releases().getRelease(release).execute();
      print(found.getName() + " has " + found.getFiles().size() + " files");
    }
    // end first-call
    assertThat(printed).containsExactly(release + " has 1 files");
  }

  @Test
  void options() {
    String url = server.url().toString();
    Credentials credentials =
        Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret());
    MeterRegistry registry = new SimpleMeterRegistry();
    // begin options
    BytebaseClient client =
        BytebaseClient.builder()
            .url(url)
            .credentials(credentials)
            .callTimeout(Duration.ofMinutes(3)) // all attempts and waits together
            .attemptTimeout(Duration.ofMinutes(1))
            .retry(RetryPolicy.standard().withMaxAttempts(4))
            .rateLimit(new RateLimit(50, Duration.ofSeconds(1)))
            .header("CF-Access-Client-Id", "ci")
            .listener(event -> print(event))
            .listener(new MicrometerListener(registry))
            .build();
    // end options
    try (client) {
      client.releases().getRelease(release).execute();
    }
    assertThat(printed).hasSize(5).anyMatch(event -> event.startsWith("TokenRenewed["));
    assertThat(registry.get("bytebase.client.calls").timers()).hasSize(2);
  }

  @Test
  void names() {
    try (BytebaseClient client = connect()) {
      // begin names
      ReleaseName name = ReleaseName.parse(release);
      Release found = client.releases().getRelease(name).timeout(Duration.ofSeconds(20)).execute();
      print(found.getName() + " belongs to " + name.project());
      // end names
    }
    assertThat(printed).containsExactly(release + " belongs to projects/hr");
  }

  @Test
  void pages() {
    try (BytebaseClient client = connect()) {
      // begin pages
      List<String> newest =
          client.rollouts().listRollouts(ProjectName.of("hr")).pageSize(100).stream()
              .map(Rollout::getName)
              .limit(250)
              .toList();
      // end pages
      assertThat(newest).isEmpty();
    }
  }

  @Test
  void errors() {
    try (BytebaseClient client = connect()) {
      // begin errors
      try {
        client.releases().listReleases("projects/hr").execute();
      } catch (PermissionDeniedException e) {
        print("missing: " + e.requiredPermissions() + " on " + e.resources());
      } catch (OutcomeUnknownException e) {
        print("look first whether the server acted: " + e.facts().path());
      } catch (BytebaseException e) {
        print(e.operation() + " failed after " + e.attempts() + " attempts: " + e.getMessage());
      }
      // end errors
    }
    assertThat(printed).containsExactly("missing: [bb.releases.list] on [projects/hr]");
  }

  @Test
  void keyless() {
    String url = server.url().toString();
    Supplier<String> oidcToken = () -> "e30.e30.c2ln";
    // begin keyless
    Credentials keyless = Credentials.workloadIdentity("ci@workload.bytebase.com", oidcToken);
    try (BytebaseClient client = BytebaseClient.builder().url(url).credentials(keyless).build()) {
      client.releases().getRelease(release).execute();
    }
    // end keyless
    catch (NotFoundException e) {
      print(e.operation());
    }
    assertThat(printed).containsExactly("AuthService/ExchangeToken");
  }

  @Test
  void whichServer() {
    try (BytebaseClient client = connect()) {
      // begin which-server
      ServerInfo info = client.server();
      print(info.reported() + " has the shape " + info.shape() + ", " + info.decision());
      print("reasons for cancelling: " + info.has(ServerFeature.CANCEL_REASON));
      info.require(ServerFeature.RELEASE_ID_TEMPLATE); // or UnsupportedByServerException
      // end which-server
    }
    assertThat(printed)
        .containsExactly(
            "3.22.0-local has the shape V3_15, REPORTED", "reasons for cancelling: false");
  }

  @Test
  void generatedLayer() {
    try (BytebaseClient client = connect()) {
      // begin generated-layer
      CallExecutor executor = client.service(calls -> calls);
      ApiCall<?> call = new SheetService(executor).getSheet("projects/hr/sheets/abc");
      print(call.operation().httpMethod() + " " + call.operation().path());
      // end generated-layer
      assertThatThrownBy(call::execute).isInstanceOf(PermissionDeniedException.class);
    }
    assertThat(printed).containsExactly("GET /v1/{sheetName}");
  }

  @Test
  void guideShowsWhatRunsHere() throws IOException {
    String guide = Files.readString(GUIDE).replace(OF_ANOTHER_MODULE, "");
    Matcher regions =
        Pattern.compile("(?s) *// begin ([a-z-]+)\n(.*?) *// end \\1\n")
            .matcher(Files.readString(SOURCE));
    int count = 0;
    while (regions.find()) {
      count++;
      assertThat(guide)
          .contains("```java\n" + regions.group(2).stripTrailing().stripIndent() + "\n```");
    }
    assertThat(count).isEqualTo(8);
    assertThat(guide.split("```java", -1)).hasSize(count + 1);
  }
}
