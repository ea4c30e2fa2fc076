package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.report.platform.PlatformReport;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.rollout.RolloutHandle;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's example runs, and the README shows it as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class ReadmeExampleTest {
  private static final String SOURCE = "src/test/java/io/bytebase4j/gitops/ReadmeExampleTest.java";

  private static void example(String url, String account, String key, Path repository) {
    // begin README
    try (GitOps gitOps = GitOps.connect(url, Credentials.serviceAccount(account, key))) {
      String project = "projects/hr";
      List<String> targets =
          List.of("instances/test-pg/databases/app_test", "instances/prod-pg/databases/app_prod");
      MigrationSet migrations = MigrationSet.ofPattern(repository, "migration/*.sql");

      ReviewReport report = gitOps.review(ReviewRequest.of(project, targets, migrations));
      report.findings().forEach(f -> System.out.println(f.location() + " " + f.content()));
      report.requirePassed();

      RolloutHandle rollout =
          gitOps.prepare(RolloutRequest.of(project, migrations, targets)).rollout();
      rollout.runStage("test");
      rollout.runStage("prod");
    }
    // end README
  }

  @Test
  void runs(LocalBytebase server, @TempDir Path repository) throws IOException {
    Path folder = Files.createDirectories(repository.resolve("migration"));
    Files.writeString(folder.resolve("1_t.sql"), "CREATE TABLE t (id INT PRIMARY KEY);");

    example(
        server.url().toString(),
        server.serviceAccount(),
        server.serviceAccountSecret(),
        repository);

    assertThat(server.requests())
        .filteredOn(request -> request.path().endsWith("tasks:batchRun"))
        .hasSize(2);
  }

  private static void show(ReviewReport report) {
    // begin README report
    PlatformReport.of(CiEnvironment.detect())
        .publish(report.judgedBy(ReviewPolicy.standard()), System.out);
    // end README report
  }

  @Test
  void showsReviewsOfAnyRun(LocalBytebase server, @TempDir Path repository) throws IOException {
    Path folder = Files.createDirectories(repository.resolve("migration"));
    Files.writeString(folder.resolve("1_t.sql"), "SELECT 1;");
    try (GitOps gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))) {
      ReviewReport report =
          gitOps.review(
              ReviewRequest.of(server.project(), server.targets(), MigrationSet.ofFolder(folder)));

      assertThatCode(() -> show(report)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README", "README report"})
  void standsInTheReadme(String region) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(SOURCE));
    int begin = lines.indexOf("    // begin " + region);
    int end = lines.indexOf("    // end " + region);
    String example =
        lines.subList(begin + 1, end).stream()
            .map(line -> line.isEmpty() ? line : line.substring(4))
            .collect(Collectors.joining("\n", "```java\n", "\n```"));

    assertThat(Files.readString(Path.of("../README.md"))).contains(example);
  }
}
