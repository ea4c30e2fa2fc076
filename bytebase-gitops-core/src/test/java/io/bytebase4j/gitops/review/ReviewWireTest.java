package io.bytebase4j.gitops.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.migration.MigrationBaseline;
import io.bytebase4j.gitops.migration.MigrationFinding;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.migration.MigrationSource;
import io.bytebase4j.gitops.migration.MigrationVersion;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, and answers that the testkit does not give. */
class ReviewWireTest {
  private static final String CHECK = "/v1/projects/hr/releases:check";
  private static final String GROUP = "projects/hr/databaseGroups/all";
  private static final String ONE = "instances/pg/databases/one";
  private static final String TWO = "instances/pg/databases/two";

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(
              com.github.tomakehurst.wiremock.core.WireMockConfiguration.options().dynamicPort())
          .build();

  @TempDir private Path folder;
  private GitOps gitOps;

  @BeforeEach
  void connect() throws IOException {
    gitOps = GitOps.connect(SERVER.baseUrl(), Credentials.accessToken("t"));
    Files.writeString(folder.resolve("1_a.sql"), "SELECT 1;");
    SERVER.stubFor(get("/v1/actuator/info").willReturn(okJson("{\"version\": \"3.21.1\"}")));
    SERVER.stubFor(post(CHECK).willReturn(okJson("{}")));
  }

  @AfterEach
  void close() {
    gitOps.close();
  }

  private ReviewRequest request(String... targets) {
    return ReviewRequest.of("projects/hr", List.of(targets), MigrationSet.ofFolder(folder));
  }

  private void answer(String results) {
    SERVER.stubFor(post(CHECK).willReturn(okJson("{\"results\":[" + results + "]}")));
  }

  private String path() {
    return folder.getFileName() + "/1_a.sql";
  }

  @Test
  void sendsOnlyWhatIsSet() {
    gitOps.review(request(ONE));

    SERVER.verify(
        postRequestedFor(urlPathEqualTo(CHECK))
            .withRequestBody(
                equalToJson(
                    """
                    {"release": {"type": "VERSIONED", "files": [
                        {"path": "%s", "version": "1", "statement": "U0VMRUNUIDE7"}]},
                     "targets": ["%s"]}
                    """
                        .formatted(path(), ONE))));
  }

  @Test
  void passesOnCustomRulesAndTheAuthorAndNotesThatNoRuleSpoke() {
    ReviewReport report =
        gitOps.review(
            request(ONE)
                .withCustomRules("tables have plural names")
                .withAuthor(new VcsUser(VcsType.BITBUCKET, "{1f}", "ada", "Ada L.")));

    SERVER.verify(
        postRequestedFor(urlPathEqualTo(CHECK))
            .withRequestBody(
                matchingJsonPath(
                    "$.customRules",
                    com.github.tomakehurst.wiremock.client.WireMock.equalTo(
                        "tables have plural names")))
            .withRequestBody(
                matchingJsonPath(
                    "$.vcsUser",
                    equalToJson(
                        """
                        {"vcsType": "BITBUCKET", "userId": "{1f}", "userName": "ada",
                         "displayName": "Ada L."}
                        """))));
    assertThat(report.notes()).singleElement().asString().contains("custom rules");
  }

  @Test
  void aGroupIsReviewedDatabaseByDatabase() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/" + GROUP))
            .willReturn(
                okJson(
                    """
                    {"name": "%s", "matchedDatabases": [{"name": "%s"}, {"name": "%s"}]}
                    """
                        .formatted(GROUP, ONE, TWO))));

    ReviewReport report = gitOps.review(request(GROUP).withEnvironment(GROUP, "prod"));

    assertThat(report.isComplete()).isTrue();
    assertThat(report.targets()).extracting(TargetReview::target).containsExactly(ONE, TWO);
    assertThat(report.targets()).extracting(TargetReview::group).containsOnly(GROUP);
    assertThat(report.targets()).extracting(TargetReview::environment).containsOnly("prod");
    SERVER.verify(2, postRequestedFor(urlPathEqualTo(CHECK)));
  }

  @Test
  void aGroupThatMayNotBeListedMakesTheReviewIncomplete() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/" + GROUP))
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody("{\"code\":7,\"message\":\"permission denied\"}")));
    answer(
        """
        {"file": "%s", "target": "%s", "affectedRows": "3"}
        """
            .formatted(path(), ONE));

    ReviewReport report = gitOps.review(request(GROUP));

    assertThat(report.targets())
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.target()).isEqualTo(GROUP);
              assertThat(target.outcome()).isEqualTo(Outcome.SAMPLED);
              assertThat(target.detail()).contains("bb.databaseGroups.get");
              assertThat(target.reviewed()).extracting(ReviewedFile::database).containsExactly(ONE);
            });
    assertThat(report.passed()).isFalse();
  }

  @Test
  void anEmptyGroupDoesNotPass() {
    SERVER.stubFor(get(urlPathEqualTo("/v1/" + GROUP)).willReturn(okJson("{}")));

    ReviewReport report = gitOps.review(request(GROUP));

    assertThat(report.passed()).isFalse();
    assertThat(report.targets().get(0).detail()).contains("no database");
    SERVER.verify(0, postRequestedFor(urlPathEqualTo(CHECK)));
  }

  @Test
  void aDatabaseThatIsNamedTwiceIsAskedForOnce() {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/" + GROUP))
            .willReturn(
                okJson(
                    "{\"matchedDatabases\": [{\"name\": \"%s\"}, {\"name\": \"%s\"}]}"
                        .formatted(ONE, TWO))));

    assertThat(gitOps.review(request(TWO, GROUP)).targets())
        .extracting(TargetReview::target)
        .containsExactly(TWO, ONE);
    SERVER.verify(2, postRequestedFor(urlPathEqualTo(CHECK)));
  }

  @Test
  void aServerOfTheFutureIsTakenAtItsWorst() {
    answer(
        """
        {"file": "%s", "target": "%s", "riskLevel": "EXTREME", "new": 1, "advices": [
          {"status": "FATAL", "code": 9, "title": "T", "content": "c", "ruleType": "NEW",
           "startPosition": {"line": -1, "column": 4}, "endPosition": {"column": 2}}]}
        """
            .formatted(path(), ONE));

    ReviewReport report = gitOps.review(request(ONE));

    assertThat(report.riskLevel()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.ruleType()).isEqualTo(RuleType.UNKNOWN);
              assertThat(finding.start()).isEqualTo(Position.NONE);
            });
  }

  private void revisions(String database, String... versions) {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/" + database + "/revisions"))
            .willReturn(
                okJson(
                    Stream.of(versions)
                        .map(
                            version ->
                                """
                                {"version": "%s", "type": "VERSIONED", "sheetSha256": "%s"}
                                """
                                    .formatted(version, "0".repeat(64)))
                        .collect(joining(",", "{\"revisions\": [", "]}")))));
  }

  @Test
  void filesThatComeTooLateAreFoundWhereTheVersionsMayBeRead() {
    revisions(ONE, "2", "10");
    revisions(TWO, "10", "2");

    ReviewReport report = gitOps.review(request(ONE, TWO).withRevisionsCompared());

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.title()).isEqualTo("OUT_OF_ORDER");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.file()).isEqualTo(path());
              assertThat(finding.targets()).containsExactly(ONE, TWO);
              assertThat(finding.content()).contains("version 1").contains("10");
            });
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void aFileBelowAnAppliedOneThatWasEditedComesTooLate() throws IOException {
    Files.writeString(folder.resolve("2_b.sql"), "SELECT 2;");
    answer(
        """
        {"file": "%1$s", "target": "%2$s"},
        {"file": "%3$s/2_b.sql", "target": "%2$s", "advices": [
          {"status": "WARNING", "code": 1, "title": "Applied file has been modified"}]}
        """
            .formatted(path(), ONE, folder.getFileName()));

    assertThat(gitOps.review(request(ONE)).findings())
        .extracting(ReviewFinding::title, ReviewFinding::file)
        .contains(tuple("OUT_OF_ORDER", path()));
  }

  @Test
  void whatTheSetCallsAnErrorStopsTheChangeWhenTheReviewFindsIt() {
    revisions(ONE, "2");
    ReviewRequest request =
        ReviewRequest.of(
                "projects/hr",
                List.of(ONE),
                MigrationSet.ofFolder(folder)
                    .withSeverity(MigrationFinding.Code.OUT_OF_ORDER, Severity.ERROR))
            .withRevisionsCompared();

    assertThat(gitOps.review(request).passed()).isFalse();
  }

  @Test
  void aFileThatComesTooLateIsToldOnceThoughAnswerAndVersionsBothSaySo() throws IOException {
    Files.writeString(folder.resolve("2_b.sql"), "SELECT 2;");
    answer("{\"file\": \"%s\", \"target\": \"%s\"}".formatted(path(), ONE));
    revisions(ONE, "2", "10");

    assertThat(gitOps.review(request(ONE).withRevisionsCompared()).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.content()).contains("comes after 10"));
  }

  @Test
  void ofAnAppliedVersionTheCheckItselfTells() {
    revisions(ONE, "1");

    assertThat(gitOps.review(request(ONE).withRevisionsCompared()).findings()).isEmpty();
    assertThat(gitOps.appliedVersions(ONE).entries())
        .containsExactly(
            new MigrationBaseline.Entry(new MigrationVersion("1"), "", "0".repeat(64)));
  }

  @Test
  void versionsOfAnotherFormAreNotCompared() {
    revisions(ONE, "v7", "20260814.093000.x");
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/" + TWO + "/revisions"))
            .willReturn(
                okJson("{\"revisions\": [{\"version\": \"9\", \"type\": \"DECLARATIVE\"}]}")));

    assertThat(gitOps.review(request(ONE, TWO).withRevisionsCompared()).findings()).isEmpty();
  }

  @Test
  void whereTheVersionsMayNotBeReadTheReviewGoesOnAndSaysWhatIsMissing() {
    String denied =
        """
        {"code": 7, "message": "user does not have permission \\"bb.revisions.list\\"", "details": [
          {"@type": "type.googleapis.com/bytebase.v1.PermissionDeniedDetail",
           "requiredPermissions": ["bb.revisions.list"], "resources": ["projects/hr"]}]}
        """;
    for (String database : List.of(ONE, TWO)) {
      SERVER.stubFor(
          get(urlPathEqualTo("/v1/" + database + "/revisions"))
              .willReturn(aResponse().withStatus(403).withBody(denied)));
    }
    answer(
        """
        {"file": "%s", "target": "%s", "advices": [{"status": "ERROR", "code": 201}]}
        """
            .formatted(path(), ONE));

    ReviewReport report = gitOps.review(request(ONE, TWO).withRevisionsCompared());

    assertThat(report.isComplete()).isTrue();
    assertThat(report.count(Severity.ERROR)).isEqualTo(1);
    assertThat(report.notes())
        .isNotEmpty()
        .allSatisfy(
            note ->
                assertThat(note)
                    .startsWith("files that come too late were not looked for")
                    .contains("bb.revisions.list"));
  }

  @Test
  void theVersionsAreNotAskedForUnlessToldTo() {
    gitOps.review(request(ONE));

    SERVER.verify(0, getRequestedFor(urlPathEqualTo("/v1/" + ONE + "/revisions")));
  }

  @Test
  void aDeclaredSchemaIsSentFileByFileAndSilenceMeansReviewed() throws IOException {
    Files.writeString(folder.resolve("b.sql"), "SELECT 2;");
    answer(
        """
        {"file": "1_a.sql", "target": "%s", "advices": [
          {"status": "WARNING", "code": 255, "title": "DROP", "content": "drops t"}]}
        """
            .formatted(ONE));
    MigrationSet schema =
        MigrationSource.of(folder, "*.sql")
            .declarative(Instant.parse("2026-08-14T09:30:00Z"))
            .scan();

    ReviewReport report = gitOps.review(ReviewRequest.of("projects/hr", List.of(ONE), schema));

    SERVER.verify(
        postRequestedFor(urlPathEqualTo(CHECK))
            .withRequestBody(
                equalToJson(
                    """
                    {"release": {"type": "DECLARATIVE", "files": [
                        {"path": "1_a.sql", "version": "20260814.093000", "statement": "U0VMRUNUIDE7"},
                        {"path": "b.sql", "version": "20260814.093000", "statement": "U0VMRUNUIDI7"}]},
                     "targets": ["%s"]}
                    """
                        .formatted(ONE))));
    assertThat(report.isComplete()).isTrue();
    assertThat(report.targets().get(0).alreadyApplied()).isEmpty();
    assertThat(report.targets().get(0).reviewed())
        .extracting(ReviewedFile::path)
        .containsExactly("1_a.sql", "b.sql");
  }
}
