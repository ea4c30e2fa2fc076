package io.bytebase4j.gitops.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.common.Severity;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.review.TargetReview.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
