package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedVariablesTest {

  private static CiNote noteOn(CiEnvironment ci, Fact fact) {
    return ci.notes().stream().filter(note -> note.fact() == fact).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "bitbucket-pull-request, BITBUCKET_PR_ID, PULL_REQUEST",
    "bitbucket-branch, BITBUCKET_BUILD_NUMBER, RUN_URL",
    "bitbucket-branch, BITBUCKET_STEP_RUN_NUMBER, ATTEMPT",
    "github-push, GITHUB_RUN_ID, RUN_URL",
    "github-push, GITHUB_RUN_ATTEMPT, ATTEMPT",
    "gitlab-merge-request, CI_MERGE_REQUEST_IID, PULL_REQUEST",
    "azure-push, BUILD_BUILDID, RUN_URL",
    "azure-push, SYSTEM_JOBATTEMPT, ATTEMPT",
    "azure-pull-request, SYSTEM_PULLREQUEST_PULLREQUESTID, PULL_REQUEST",
    "azure-github-pull-request, SYSTEM_PULLREQUEST_PULLREQUESTNUMBER, PULL_REQUEST",
  })
  void whatShouldBeANumberAndIsNoneIsNoted(String name, String variable, Fact fact) {
    for (String value : new String[] {"x", "0", "-1", "1e3", "1\n::error::", "9".repeat(30)}) {
      CiEnvironment ci = CiCase.named(name).with(variable, value).detect();

      assertThat(noteOn(ci, fact).reason()).isEqualTo(variable + " is no whole number from 1 on");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bitbucket-branch, BITBUCKET_COMMIT, COMMIT",
    "bitbucket-pull-request, BITBUCKET_PR_DESTINATION_COMMIT, BASE_COMMIT",
    "github-push, GITHUB_SHA, COMMIT",
    "github-pull-request, GITHUB_SHA, CHECKOUT_COMMIT",
    "gitlab-push, CI_COMMIT_SHA, CHECKOUT_COMMIT",
    "gitlab-merged-result, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA, COMMIT",
    "gitlab-merge-request, CI_MERGE_REQUEST_DIFF_BASE_SHA, BASE_COMMIT",
    "azure-push, BUILD_SOURCEVERSION, COMMIT",
    "azure-pull-request, BUILD_SOURCEVERSION, CHECKOUT_COMMIT",
    "azure-pull-request, SYSTEM_PULLREQUEST_SOURCECOMMITID, COMMIT",
  })
  void whatShouldBeACommitAndIsNoneIsNoted(String name, String variable, Fact fact) {
    for (String value :
        new String[] {"HEAD~1", "abc123", "../../x", "0".repeat(40), "a".repeat(65), "abcdef1\n"}) {
      CiEnvironment ci = CiCase.named(name).with(variable, value).detect();

      assertThat(noteOn(ci, fact).reason())
          .isEqualTo(variable + " is no id of a Git commit (7 to 64 hexadecimal digits)");
      assertThat(FactSheet.of(ci)).noneMatch(line -> line.contains(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "github-push, GITHUB_SERVER_URL, REPOSITORY",
    "github-push, GITHUB_API_URL, API_BASE_URL",
    "gitlab-push, CI_PROJECT_URL, REPOSITORY",
    "gitlab-push, CI_API_V4_URL, API_BASE_URL",
    "gitlab-push, CI_PIPELINE_URL, RUN_URL",
    "gitlab-push, CI_JOB_URL, JOB_URL",
    "azure-push, SYSTEM_COLLECTIONURI, API_BASE_URL",
    "azure-github-push, BUILD_REPOSITORY_URI, REPOSITORY",
    "azure-release, RELEASE_RELEASEWEBURL, RUN_URL",
    "bitbucket-branch, BITBUCKET_GIT_HTTP_ORIGIN, REPOSITORY",
    "bitbucket-branch, BYTEBASE_BITBUCKET_API_BASE_URL, API_BASE_URL",
  })
  void whatShouldBeAnAddressAndIsNoneIsNoted(String name, String variable, Fact fact) {
    for (String value :
        new String[] {
          "javascript:alert(1)//x", "ftp://a.example/", "https://", "file:///etc", "https:///x", "x"
        }) {
      CiEnvironment ci = CiCase.named(name).with(variable, value).detect();

      assertThat(noteOn(ci, fact).reason()).isEqualTo(variable + " is no http or https address");
      assertThat(FactSheet.of(ci)).noneMatch(line -> line.endsWith(": " + value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bitbucket-branch, BITBUCKET_REPO_FULL_NAME",
    "github-push, GITHUB_REPOSITORY",
    "gitlab-push, CI_PROJECT_PATH",
    "azure-github-push, BUILD_REPOSITORY_NAME",
  })
  void whatShouldBeTheNameOfARepositoryAndIsNoneIsNoted(String name, String variable) {
    for (String value : new String[] {"shop", "/shop", "acme/", "acme/..", "../shop", "a//b"}) {
      CiEnvironment ci = CiCase.named(name).with(variable, value).detect();

      assertThat(ci.repository()).isEmpty();
      assertThat(ci.vcsSource()).isEmpty();
      assertThat(noteOn(ci, Fact.REPOSITORY).reason()).contains(variable).contains("of the form");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"work/shop", "\0", "."})
  void aCheckoutRootThatIsNoAbsolutePathIsNoted(String value) {
    CiEnvironment ci = CiCase.named("gitlab-push").with("CI_PROJECT_DIR", value).detect();

    assertThat(ci.checkoutRoot()).isEmpty();
    assertThat(noteOn(ci, Fact.CHECKOUT_ROOT).reason())
        .isEqualTo("CI_PROJECT_DIR is no absolute path on this machine");
  }

  @Test
  void whatStandsInTheWayOfOneFactLeavesTheOthers() {
    CiEnvironment ci = CiCase.named("bitbucket-branch").with("BITBUCKET_COMMIT", "x").detect();

    assertThat(ci.commit()).isEmpty();
    assertThat(ci.vcsSource()).isEmpty();
    assertThat(ci.branch()).contains("main");
    assertThat(ci.run().url()).isPresent();
  }

  @Test
  void anotherWayToTheNumberOfAPullRequestIsTakenWhereOneIsMalformed() {
    CiEnvironment ci =
        CiCase.named("azure-pull-request").with("SYSTEM_PULLREQUEST_PULLREQUESTID", "x").detect();

    assertThat(ci.pullRequest()).map(PullRequest::id).contains(17L);
  }

  @Test
  void aPullRequestWithoutANumberDoesNotMakeItsBranchOneOfTheRepository() {
    CiEnvironment ci = CiCase.named("bitbucket-pull-request").with("BITBUCKET_PR_ID", "x").detect();

    assertThat(ci.pullRequest()).isEmpty();
    assertThat(ci.branch()).isEmpty();
  }
}
