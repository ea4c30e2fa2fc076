package io.bytebase4j.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.docs.Page;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.console.ConsoleReport;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import io.bytebase4j.gitops.report.platform.PlatformReport;
import io.bytebase4j.gitops.report.platform.PullRequestAuthor;
import io.bytebase4j.gitops.report.platform.PullRequestAuthors;
import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import io.bytebase4j.gitops.review.ReviewReport;
import io.bytebase4j.gitops.review.ReviewRequest;
import io.bytebase4j.gitops.review.ReviewVerdict;
import io.bytebase4j.gitops.review.RiskLevel;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/review.md shows runs, and stands there as it is here. */
@ExtendWith(LocalBytebaseExtension.class)
class ReviewGuideTest {
  private static final String PROJECT = "projects/hr";
  private static final String TEST = "instances/test-pg/databases/app_test";
  private static final String PROD = "instances/prod-pg/databases/app_prod";

  @TempDir private Path repository;
  private final List<String> printed = new ArrayList<>();
  private GitOps gitOps;
  private MigrationSet migrations;

  @BeforeEach
  void connect(LocalBytebase server) throws IOException {
    gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()));
    Path folder = Files.createDirectories(repository.resolve("migration"));
    Files.writeString(
        folder.resolve("1_t.sql"),
        """
        -- bytebase4j-allow COLUMN_NO_NULL: notes are optional
        CREATE TABLE note (
          id INT PRIMARY KEY,
          text TEXT
        );

        CREATE TABLE person (
          id INT PRIMARY KEY,
          name TEXT
        );
        """);
    migrations = MigrationSet.ofPattern(repository, "migration/*.sql");
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  private ReviewReport reviewed() {
    return gitOps.review(ReviewRequest.of(PROJECT, List.of(TEST, PROD), migrations));
  }

  @Test
  void ask() {
    // begin ask
    ReviewReport report =
        gitOps.review(
            ReviewRequest.of(PROJECT, List.of(TEST, PROD), migrations)
                .withEnvironment(TEST, "test")
                .withEnvironment(PROD, "prod")
                .withTimeout(Duration.ofMinutes(10))
                .withListener(step -> print(step.done() + " of " + step.total())));

    report
        .findings()
        .forEach(f -> print(f.location() + " " + f.title() + " " + f.targets().size()));
    report.incompleteTargets().forEach(target -> print(target.detail()));
    // end ask
    assertThat(printed)
        .containsExactly(
            "1 of 2",
            "2 of 2",
            "migration/1_t.sql:4 COLUMN_NO_NULL 2",
            "migration/1_t.sql:9 COLUMN_NO_NULL 2");
  }

  @Test
  void judge() {
    ReviewReport report =
        gitOps.review(
            ReviewRequest.of(PROJECT, List.of(TEST, PROD), migrations)
                .withEnvironment(TEST, "test")
                .withEnvironment(PROD, "prod"));
    // begin judge
    ReviewPolicy policy =
        ReviewPolicy.standard()
            .forEnvironment(
                "prod",
                ReviewLimits.STANDARD
                    .failOn(FailOn.WARNING)
                    .maxRisk(RiskLevel.MODERATE)
                    .maxAffectedRows(10_000))
            .allowRule("TABLE_REQUIRE_PK", "archive tables, OPS-77", LocalDate.of(2026, 12, 31));

    ReviewVerdict verdict = report.judgedBy(policy);
    verdict.reasons().forEach(reason -> print(reason.kind() + " on " + reason.targets()));
    verdict.waivers().forEach(waiver -> print("let pass: " + waiver.reason()));
    // end judge
    assertThat(printed)
        .containsExactly("FINDINGS on [" + PROD + "]", "let pass: notes are optional");
    assertThat(report.count(Severity.WARNING)).isEqualTo(2);
  }

  @Test
  void commentsInFiles() throws IOException {
    Path folder = Files.createDirectories(repository.resolve("commented"));
    String sql = Page.of("docs/review.md").blocks("sql").get(0).text();
    Files.writeString(folder.resolve("1_t.sql"), sql);

    ReviewVerdict verdict =
        gitOps
            .review(
                ReviewRequest.of(
                    PROJECT, List.of(TEST), MigrationSet.ofPattern(repository, "commented/*.sql")))
            .judgedBy(
                ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.failOn(FailOn.WARNING)));

    verdict.waivers().forEach(waiver -> print(waiver.finding().title() + " " + waiver.reason()));
    assertThat(printed)
        .contains("COLUMN_NO_NULL filled by a trigger", "TABLE_REQUIRE_PK filled by a trigger");
    assertThat(verdict.passed()).isTrue();
  }

  @Test
  void show() {
    Map<String, String> environment = Map.of();
    ReviewVerdict verdict = reviewed().judgedBy(ReviewPolicy.standard());
    StringBuilder log = new StringBuilder();
    Path build = repository.resolve("build");
    // begin show
    CiEnvironment ci = CiEnvironment.detect(environment);

    List<Publication> ends =
        PlatformReport.of(ci).withScanRoot(repository).withFiles(build).publish(verdict, log);

    ends.forEach(end -> print(end.sink() + " " + end.status() + " " + end.detail()));
    verdict.requirePassed();
    // end show
    assertThat(printed).hasSize(5).allMatch(line -> line.contains(" PUBLISHED"));
    assertThat(log).contains("SQL review of hr: PASSED");
  }

  @Test
  void render() {
    ReviewVerdict verdict = reviewed().judgedBy(ReviewPolicy.standard());
    // begin render
    ReportedReview review = ReportedReview.of(verdict).withKey("hr-nightly").withTitle("Nightly");

    String comment = MarkdownReport.of(MarkdownFlavour.GITLAB).withLimit(20_000).render(review);
    String lines = ConsoleReport.plain().render(review);
    // end render
    assertThat(comment).contains("Nightly");
    assertThat(lines).contains("Nightly: PASSED");
  }

  @Test
  void author() {
    CiEnvironment ci = CiEnvironment.detect(Map.of());
    ReviewRequest request = ReviewRequest.of(PROJECT, List.of(TEST), migrations);
    // begin author
    PullRequestAuthor author = PullRequestAuthors.of(ci).find();
    ReviewRequest asked = author.user().map(request::withAuthor).orElse(request);
    print(author.reason());
    // end author
    assertThat(asked).isEqualTo(request);
    assertThat(printed).singleElement().asString().contains("no pull request");
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("review.md", ReviewGuideTest.class);
  }
}
