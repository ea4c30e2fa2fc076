package io.bytebase4j.gitops.report.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository of somebody who wants to be in charge of the CI: from its files, through a server
 * that quotes them in its findings, to the log of each platform.
 */
@ExtendWith(LocalBytebaseExtension.class)
class HostileRepositoryTest {
  private static final List<String> NAMES =
      List.of(
          "a\n::error file=x::forged",
          "b\r::set-output name=verdict::passed",
          "c##vso[task.setvariable variable=x]y",
          "d##[error]forged",
          "e`code`<script>alert(1)</script><!-- x -->",
          "f%0A%0D%25%AZP25::notice::x",
          "g\u202Egnp.\u2066x",
          "h\u001B[0Ksection_start:1:x\r\u001B[0K",
          "i@everyone #1 !1 [x](javascript:alert(1))",
          "j" + "x".repeat(290),
          "k]]>;'\"|\\",
          "l\n/merge");

  @TempDir private Path folder;
  private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
  private ReviewVerdict verdict;

  @BeforeEach
  void review(LocalBytebase server) throws IOException {
    Path repository = Files.createDirectories(files.getPath("/repo/m"));
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i).replace('/', '|') + ".sql";
      // The server quotes what it can't read.
      Files.writeString(
          repository.resolve(i + 1 + "_" + name), "SELECT 1 AS a \"" + NAMES.get(i) + "\";\n");
      Files.writeString(repository.resolve(name), "SELECT 1;");
    }
    try (GitOps gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))) {
      MigrationSet versioned = MigrationSet.ofPattern(files.getPath("/repo"), "m/[0-9]*.sql");
      ReviewReport report =
          gitOps.review(ReviewRequest.of(server.project(), server.targets(), versioned));
      assertThat(report.findings()).hasSizeGreaterThanOrEqualTo(NAMES.size());
      MigrationSet all = MigrationSet.ofPattern(files.getPath("/repo"), "m/*.sql");
      ReviewReport preflight =
          gitOps.review(ReviewRequest.of(server.project(), server.targets(), all));
      assertThat(preflight.findings()).hasSize(NAMES.size());
      verdict =
          new ReviewReport(
                  report.project(),
                  report.reviewedAt(),
                  report.files(),
                  report.targets(),
                  Stream.concat(report.findings().stream(), preflight.findings().stream()).toList(),
                  List.copyOf(NAMES))
              .judgedBy(ReviewPolicy.standard());
    }
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private List<String> log(Map<String, String> variables) {
    StringBuilder log = new StringBuilder();
    List<Publication> ends =
        PlatformReport.of(CiEnvironment.detect(variables)).withFiles(folder).publish(verdict, log);
    assertThat(ends).noneMatch(end -> end.status() == Publication.Status.FAILED);
    assertThat(log.toString()).doesNotContain("\r", "\u001B", "\u202E", "\u2066");
    return log.toString().lines().toList();
  }

  @Test
  void issuesNoCommandOfItsOwnOnGitHub() {
    assertThat(log(Map.of("GITHUB_ACTIONS", "true")))
        .allMatch(
            line ->
                !line.strip().startsWith("::")
                    || line.matches("::(error|warning|notice)( [a-zA-Z]+=[^:]*)?::.*")
                    || line.matches("::(group|endgroup)::.*"))
        .noneMatch(line -> line.contains("##["))
        .noneMatch(line -> line.startsWith("::set-output"));
  }

  @Test
  void issuesNoCommandOfItsOwnOnAzure() {
    assertThat(log(Map.of("TF_BUILD", "True", "AGENT_TEMPDIRECTORY", folder.toString())))
        .allMatch(
            line ->
                !line.contains("##vso[")
                    || (line.startsWith("##vso[task.logissue ")
                            || line.startsWith("##vso[task.uploadsummary"))
                        && line.indexOf("##vso[", 1) < 0)
        .filteredOn(line -> line.contains("##["))
        .allMatch(line -> line.matches("##\\[(end)?group].*"));
  }

  @Test
  void issuesNoCommandElsewhere() {
    for (Map<String, String> variables :
        List.of(
            Map.of("GITLAB_CI", "true"),
            Map.of("BITBUCKET_BUILD_NUMBER", "1"),
            Map.<String, String>of())) {
      if (variables.containsKey("BITBUCKET_BUILD_NUMBER")) {
        // Without a commit there is nothing to put the report on.
        assertThat(log(variables)).isNotEmpty();
      } else {
        assertThat(log(variables)).noneMatch(line -> line.startsWith("section_"));
      }
    }
  }
}
