package io.bytebase4j.gitops.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.release.ReleaseRef;
import io.bytebase4j.gitops.release.ReleaseRequest;
import io.bytebase4j.gitops.rollout.PlanRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample for JShell runs as it is, on the jar as it is packaged; its errors help. */
@ExtendWith(LocalBytebaseExtension.class)
class JShellIT {
  private static final Path SAMPLE = Path.of("../samples/jshell/rollouts.jsh");

  @TempDir Path folder;

  private static Map<String, String> environment(LocalBytebase server) {
    return new HashMap<>(
        Map.of(
            "BYTEBASE_URL",
            server.url().toString(),
            "BYTEBASE_SERVICE_ACCOUNT",
            server.serviceAccount(),
            "BYTEBASE_SERVICE_ACCOUNT_SECRET",
            server.serviceAccountSecret()));
  }

  private RolloutHandle rollout(LocalBytebase server) throws IOException {
    Files.writeString(folder.resolve("1_t.sql"), "CREATE TABLE t (id INT PRIMARY KEY);");
    MigrationSet migrations = MigrationSet.ofPattern(folder, "*.sql");
    try (GitOps gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))) {
      ReleaseRef release = gitOps.release(ReleaseRequest.of(server.project(), migrations));
      return gitOps.rollout(gitOps.plan(PlanRequest.of(release, server.targets())));
    }
  }

  @Test
  void sampleListsTheRollouts(LocalBytebase server) throws Exception {
    RolloutHandle rollout = rollout(server);

    JShell.Ended ended = new JShell(folder).run(Files.readString(SAMPLE), environment(server));

    assertThat(ended.output().lines())
        .filteredOn(line -> line.startsWith("projects/"))
        .singleElement()
        .asString()
        .startsWith(rollout.name() + " \"");
    assertThat(ended.output()).doesNotContain("Exception", "Error", server.serviceAccountSecret());
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void sampleSaysWhichVariableIsMissing(LocalBytebase server) throws Exception {
    Map<String, String> environment = environment(server);
    environment.remove("BYTEBASE_URL");

    JShell.Ended ended = new JShell(folder).run(Files.readString(SAMPLE), environment);

    assertThat(ended.output())
        .contains(
            "BYTEBASE_URL is not set: it gives the server's address, such as https://bytebase.example.com")
        .doesNotContain(server.serviceAccountSecret());
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void wrongKeyIsToldButNotShown(LocalBytebase server) throws Exception {
    Map<String, String> environment = environment(server);
    environment.put("BYTEBASE_SERVICE_ACCOUNT_SECRET", "bbs_a-wrong-key");

    JShell.Ended ended = new JShell(folder).run(Files.readString(SAMPLE), environment);

    assertThat(ended.output())
        .contains("UnauthenticatedException", server.serviceAccount())
        .doesNotContain("bbs_a-wrong-key");
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void misspeltNameIsPointedAt(LocalBytebase server) throws Exception {
    String script = Files.readString(SAMPLE).replace("client.rollouts()", "clint.rollouts()");

    JShell.Ended ended = new JShell(folder).run(script, environment(server));

    assertThat(ended.output())
        .containsPattern("symbol: +variable clint")
        .doesNotContain(server.serviceAccountSecret());
  }

  @Test
  void standsInTheReadme() throws IOException {
    List<String> lines =
        Files.readAllLines(SAMPLE).stream()
            .filter(line -> !line.startsWith("//") && !line.startsWith("/exit"))
            .toList();

    assertThat(Files.readString(Path.of("../README.md")))
        .contains("```java\n" + String.join("\n", lines).strip() + "\n```");
  }
}
