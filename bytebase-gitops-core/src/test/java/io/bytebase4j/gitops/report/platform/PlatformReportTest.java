package io.bytebase4j.gitops.report.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.ci.OutsideCheckoutException;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.Publication.Status;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which sinks a run gets, and that none hides what the others say. */
class PlatformReportTest {
  private static final String TOKEN = "t0ken-5e1d";
  private static final String COMMIT = "6411f07f6cd88db7fc4f26edae51cf091eb707e1";

  @RegisterExtension
  private static final WireMockExtension PLATFORM =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  @TempDir private Path folder;
  private final StringBuilder log = new StringBuilder();

  private List<Publication> publish(Map<String, String> variables) {
    return PlatformReport.of(CiEnvironment.detect(variables)).publish(SampleReviews.rich(), log);
  }

  private static List<String> ends(List<Publication> publications) {
    return publications.stream().map(end -> end.sink() + ": " + end.status()).toList();
  }

  private Map<String, String> gitHub(Map<String, String> more) throws IOException {
    Path event = folder.resolve("event.json");
    Files.writeString(
        event,
        """
        {"number": 7, "pull_request": {"number": 7, "head": {"sha": "%s", "ref": "f"}, "base": {"ref": "main"}}}
        """
            .formatted(COMMIT));
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_REPOSITORY",
                "acme/shop",
                "GITHUB_SERVER_URL",
                "https://github.com",
                "GITHUB_API_URL",
                PLATFORM.baseUrl(),
                "GITHUB_SHA",
                COMMIT,
                "GITHUB_EVENT_NAME",
                "pull_request",
                "GITHUB_EVENT_PATH",
                event.toString(),
                "GITHUB_STEP_SUMMARY",
                Files.createFile(folder.resolve("summary.md")).toString(),
                "GITHUB_OUTPUT",
                Files.createFile(folder.resolve("output")).toString()));
    variables.putAll(more);
    return variables;
  }

  @Test
  void onGitHubAPullRequestGetsAnnotationsSummaryOutputsAndAComment() throws IOException {
    PLATFORM.stubFor(
        get(urlPathEqualTo("/user")).willReturn(okJson("{\"id\": 5, \"login\": \"ci\"}")));
    PLATFORM.stubFor(
        get(urlPathEqualTo("/repos/acme/shop/issues/7/comments")).willReturn(okJson("[]")));
    PLATFORM.stubFor(
        post(urlPathEqualTo("/repos/acme/shop/issues/7/comments"))
            .willReturn(
                okJson("{\"id\": 1, \"html_url\": \"https://github.com/c\", \"user\": {\"id\": 5}}")
                    .withStatus(201)));

    assertThat(ends(publish(gitHub(Map.of("GITHUB_TOKEN", TOKEN)))))
        .containsExactly(
            "log: PUBLISHED",
            "GitHub annotations: PUBLISHED",
            "GitHub step summary: PUBLISHED",
            "GitHub step outputs: PUBLISHED",
            "GitHub comment: PUBLISHED");
    assertThat(log).contains("\n::error file=migration/").doesNotContain(TOKEN);
    assertThat(folder.resolve("summary.md")).content().contains("SQL review of hr");
    PLATFORM.verify(
        postRequestedFor(urlPathEqualTo("/repos/acme/shop/issues/7/comments"))
            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
  }

  @Test
  void whatCanNotBeHadIsToldWithWhatToDo() throws IOException {
    assertThat(publish(gitHub(Map.of())))
        .last()
        .satisfies(
            end -> {
              assertThat(end.status()).isEqualTo(Status.SKIPPED);
              assertThat(end.detail()).contains("GITHUB_TOKEN").contains("pull-requests: write");
            });
  }

  @Test
  void aPlatformThatRefusesHidesNothingElse() throws IOException {
    PLATFORM.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401).withBody("{}")));
    Map<String, String> variables = gitHub(Map.of("GITHUB_TOKEN", TOKEN));
    Files.delete(folder.resolve("summary.md"));
    Files.createDirectory(folder.resolve("summary.md"));

    List<Publication> ends = publish(variables);

    assertThat(ends(ends))
        .containsExactly(
            "log: PUBLISHED",
            "GitHub annotations: PUBLISHED",
            "GitHub step summary: FAILED",
            "GitHub step outputs: PUBLISHED",
            "GitHub comment: FAILED");
    assertThat(ends.toString()).doesNotContain(TOKEN);
    assertThat(log).contains("is stopped");
  }

  @Test
  void aLogThatCanNotBeWrittenIsToldAndNotThrown() {
    Appendable broken =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public Appendable append(char c) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(
            PlatformReport.of(CiEnvironment.detect(Map.of())).publish(SampleReviews.rich(), broken))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.status()).isEqualTo(Status.FAILED);
              assertThat(end.detail()).contains("Broken pipe");
            });
  }

  @Test
  void onBitbucketTheCommitGetsAReportAndThePullRequestAComment() {
    String reports = "/repositories/acme/shop/commit/" + COMMIT + "/reports/.*";
    PLATFORM.stubFor(delete(urlPathMatching(reports)).willReturn(aResponse().withStatus(204)));
    PLATFORM.stubFor(put(urlPathMatching(reports)).willReturn(okJson("{}")));
    PLATFORM.stubFor(post(urlPathMatching(reports)).willReturn(okJson("[]")));
    PLATFORM.stubFor(get(urlPathEqualTo("/user")).willReturn(okJson("{\"uuid\": \"{5}\"}")));
    String comments = "/repositories/acme/shop/pullrequests/7/comments";
    PLATFORM.stubFor(get(urlPathEqualTo(comments)).willReturn(okJson("{\"values\": []}")));
    PLATFORM.stubFor(
        post(urlPathEqualTo(comments))
            .willReturn(okJson("{\"id\": 1, \"user\": {\"uuid\": \"{5}\"}}").withStatus(201)));

    List<Publication> ends =
        publish(
            Map.of(
                "BITBUCKET_BUILD_NUMBER", "42",
                "BITBUCKET_WORKSPACE", "acme",
                "BITBUCKET_REPO_SLUG", "shop",
                "BITBUCKET_COMMIT", COMMIT,
                "BITBUCKET_PR_ID", "7",
                "BYTEBASE_BITBUCKET_API_BASE_URL", PLATFORM.baseUrl(),
                "BITBUCKET_ACCESS_TOKEN", TOKEN));

    assertThat(ends(ends))
        .containsExactly(
            "log: PUBLISHED", "Bitbucket report: PUBLISHED", "Bitbucket comment: PUBLISHED");
    PLATFORM.verify(
        putRequestedFor(urlPathMatching(reports))
            .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
  }

  @Test
  void onGitLabTheMergeRequestGetsANote() {
    PLATFORM.stubFor(get(urlPathEqualTo("/api/v4/user")).willReturn(okJson("{\"id\": 5}")));
    String notes = "/api/v4/projects/33/merge_requests/7/notes";
    PLATFORM.stubFor(get(urlPathEqualTo(notes)).willReturn(okJson("[]")));
    PLATFORM.stubFor(
        post(urlPathEqualTo(notes))
            .willReturn(okJson("{\"id\": 1, \"author\": {\"id\": 5}}").withStatus(201)));

    List<Publication> ends =
        publish(
            Map.of(
                "GITLAB_CI", "true",
                "CI_API_V4_URL", PLATFORM.baseUrl() + "/api/v4",
                "CI_PROJECT_ID", "33",
                "CI_PROJECT_PATH", "acme/shop",
                "CI_PROJECT_URL", "https://gitlab.com/acme/shop",
                "CI_COMMIT_SHA", COMMIT,
                "CI_MERGE_REQUEST_IID", "7",
                "CI_MERGE_REQUEST_PROJECT_ID", "33",
                "GITLAB_TOKEN", TOKEN));

    assertThat(ends(ends)).containsExactly("log: PUBLISHED", "GitLab note: PUBLISHED");
    PLATFORM.verify(
        postRequestedFor(urlPathEqualTo(notes)).withHeader("PRIVATE-TOKEN", equalTo(TOKEN)));
  }

  @Test
  void onAzureTheRunGetsIssuesAndASummaryAndThePullRequestAThread() {
    PLATFORM.stubFor(
        get(urlPathMatching(".*/_apis/connectionData"))
            .willReturn(okJson("{\"authenticatedUser\": {\"id\": \"5\"}}")));
    String threads = "/acme/shop/_apis/git/repositories/r1/pullRequests/7/threads";
    PLATFORM.stubFor(get(urlPathEqualTo(threads)).willReturn(okJson("{\"value\": []}")));
    PLATFORM.stubFor(
        post(urlPathEqualTo(threads))
            .willReturn(
                okJson("{\"id\": 1, \"comments\": [{\"id\": 1, \"author\": {\"id\": \"5\"}}]}")));

    List<Publication> ends =
        publish(
            Map.of(
                "TF_BUILD", "True",
                "SYSTEM_COLLECTIONURI", PLATFORM.baseUrl() + "/acme/",
                "SYSTEM_TEAMPROJECT", "shop",
                "BUILD_REPOSITORY_ID", "r1",
                "BUILD_REPOSITORY_NAME", "shop",
                "BUILD_REPOSITORY_PROVIDER", "TfsGit",
                "BUILD_SOURCESDIRECTORY", "/home/vsts/work/1/s",
                "AGENT_TEMPDIRECTORY", folder.toString(),
                "SYSTEM_PULLREQUEST_PULLREQUESTID", "7",
                "SYSTEM_ACCESSTOKEN", TOKEN));

    assertThat(ends(ends))
        .containsExactly(
            "log: PUBLISHED",
            "Azure log issues: PUBLISHED",
            "Azure summary: PUBLISHED",
            "Azure thread: PUBLISHED");
    assertThat(log).contains("##vso[task.logissue type=error").contains("##vso[task.uploadsummary");
  }

  @Test
  void filesOfTwoProjectsLieSideBySideAndARepeatReplacesThem() throws IOException {
    PlatformReport report = PlatformReport.of(CiEnvironment.detect(Map.of())).withFiles(folder);
    ReportedReview hr = SampleReviews.rich();

    report.publish(hr, log);
    report.publish(hr.withKey("shop"), log);
    assertThat(report.publish(SampleReviews.clean(), log))
        .allMatch(end -> end.status() == Status.PUBLISHED);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "bytebase4j-hr.report.json",
              "bytebase4j-hr.sarif",
              "bytebase4j-hr.junit.xml",
              "bytebase4j-hr.codequality.json",
              "bytebase4j-shop.report.json",
              "bytebase4j-shop.sarif",
              "bytebase4j-shop.junit.xml",
              "bytebase4j-shop.codequality.json");
    }
    assertThat(folder.resolve("bytebase4j-hr.codequality.json")).content().isEqualTo("[]\n");
  }

  @Test
  void pathsAreThoseOfTheCheckout() throws IOException {
    Path scanRoot = Files.createDirectories(folder.resolve("db/main"));
    CiEnvironment ci =
        CiEnvironment.detect(
            Map.of("BITBUCKET_BUILD_NUMBER", "1", "BITBUCKET_CLONE_DIR", folder.toString()));

    assertThat(
            PlatformReport.of(ci)
                .withScanRoot(scanRoot)
                .reported(SampleReviews.rich().verdict())
                .pathPrefix())
        .isEqualTo("db/main/");
  }

  @Test
  void aScanRootOutsideOfTheCheckoutIsRefusedBeforeThereIsAVerdict() {
    CiEnvironment ci =
        CiEnvironment.detect(
            Map.of(
                "BITBUCKET_BUILD_NUMBER",
                "1",
                "BITBUCKET_CLONE_DIR",
                folder.resolve("checkout").toString()));
    PlatformReport report = PlatformReport.of(ci);

    assertThatExceptionOfType(OutsideCheckoutException.class)
        .isThrownBy(() -> report.withScanRoot(folder));
  }
}
