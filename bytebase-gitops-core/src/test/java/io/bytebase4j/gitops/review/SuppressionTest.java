package io.bytebase4j.gitops.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Comments in files that let findings of one statement pass, with findings of a server. */
@ExtendWith(LocalBytebaseExtension.class)
class SuppressionTest {
  @TempDir private Path folder;
  private LocalBytebase server;
  private GitOps gitOps;

  @BeforeEach
  void connect(LocalBytebase server) {
    this.server = server;
    this.gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private ReviewReport review(String sql) throws IOException {
    Files.writeString(folder.resolve("1_a.sql"), sql);
    return gitOps.review(
        ReviewRequest.of(server.project(), server.targets(), MigrationSet.ofFolder(folder)));
  }

  private static List<ReviewFinding> of(ReviewReport report, String title) {
    return report.findings().stream().filter(f -> f.title().equals(title)).toList();
  }

  @Test
  void letOneStatementsFindingsPassAndNoOthers() throws IOException {
    ReviewReport report =
        review(
            """
            CREATE TABLE a (id INT NOT NULL);
            -- bytebase4j-allow TABLE_REQUIRE_PK, 402: a log without a key
            CREATE TABLE b (
              id INT NOT NULL,
              note TEXT
            );
            CREATE TABLE c (id INT NOT NULL);
            """);

    assertThat(of(report, "TABLE_REQUIRE_PK"))
        .extracting(ReviewFinding::line, f -> f.suppressedBy().isPresent())
        .containsExactlyInAnyOrder(tuple(1, false), tuple(2, true), tuple(7, false));
    assertThat(of(report, "COLUMN_NO_NULL"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.suppressedBy())
                    .hasValueSatisfying(
                        suppression -> {
                          assertThat(suppression.line()).isEqualTo(2);
                          assertThat(suppression.reason()).isEqualTo("a log without a key");
                        }));
    ReviewVerdict verdict = report.judgedBy(ReviewPolicy.standard());
    assertThat(verdict.reasons().get(0).findings()).hasSize(2);
    assertThat(verdict.waivers()).hasSize(1);
  }

  @Test
  void aCommentThatLetsNothingPassIsTold() throws IOException {
    ReviewReport report =
        review(
            """
            -- bytebase4j-allow COLUMN_NO_NULL: not needed
            CREATE TABLE a (id INT PRIMARY KEY);
            """);

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.title()).isEqualTo("SUPPRESSION_UNUSED");
              assertThat(finding.line()).isEqualTo(1);
            });
  }

  @Test
  void aCommentWithoutAReasonLetsNothingPassAndIsTold() throws IOException {
    ReviewReport report =
        review(
            """
            -- bytebase4j-allow TABLE_REQUIRE_PK
            CREATE TABLE a (id INT NOT NULL);
            """);

    assertThat(report.passed()).isFalse();
    assertThat(of(report, "SUPPRESSION_MALFORMED"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.content())
                  .contains("-- bytebase4j-allow COLUMN_NO_NULL: filled by a trigger");
            });
  }

  @Test
  void aCommentBehindAStatementLetsNothingPassAndIsTold() throws IOException {
    ReviewReport report =
        review("CREATE TABLE a (id INT NOT NULL); -- bytebase4j-allow TABLE_REQUIRE_PK: a log\n");

    assertThat(report.passed()).isFalse();
    assertThat(of(report, "SUPPRESSION_MALFORMED"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.content()).contains("line of its own"));
  }

  @Test
  void aSyntaxErrorCanNotBeLetPass() throws IOException {
    ReviewReport report =
        review("-- bytebase4j-allow 201: the server is wrong\nCREATE TABEL a (id INT);");

    assertThat(report.passed()).isFalse();
    assertThat(report.findings().get(0).code()).isEqualTo(201);
    assertThat(report.findings().get(0).suppressedBy()).isEmpty();
  }
}
