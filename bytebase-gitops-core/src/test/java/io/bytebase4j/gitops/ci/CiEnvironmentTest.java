package io.bytebase4j.gitops.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CiEnvironmentTest {
  private static final String SECRET = "s3cret-7f1c";

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.ci.CiCase#all")
  void whatAPlatformSetsGivesTheseFactsAndNoOthers(CiCase ci) {
    assertThat(FactSheet.of(ci.detect())).containsExactlyElementsOf(ci.facts());
  }

  @Test
  void thereAreCasesForEveryPlatform() throws IOException, URISyntaxException {
    assertThat(CiCase.all().map(ci -> ci.detect().platform()))
        .contains(CiPlatform.values())
        .hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB_ACTIONS=true GITLAB_CI=true BITBUCKET_BUILD_NUMBER=1 TF_BUILD=True, GITHUB",
    "GITLAB_CI=true BITBUCKET_BUILD_NUMBER=1 TF_BUILD=True, GITLAB",
    "BITBUCKET_BUILD_NUMBER=1 TF_BUILD=True, BITBUCKET",
    "TF_BUILD=True, AZURE_DEVOPS",
    "SYSTEM_TEAMFOUNDATIONSERVERURI=https://tfs.acme.example/, AZURE_DEVOPS",
    "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI=https://tfs.acme.example/, AZURE_DEVOPS",
    "GITHUB_ACTIONS=false GITLAB_CI=yes TF_BUILD=False CI=true, LOCAL",
    "GITHUB_ACTIONS= BITBUCKET_BUILD_NUMBER= SYSTEM_TEAMFOUNDATIONSERVERURI=, LOCAL",
  })
  void theFirstPlatformInTheOrderOfTheReferenceActionIsTaken(String set, CiPlatform platform) {
    Map<String, String> variables = new HashMap<>();
    for (String variable : set.split(" ")) {
      String[] parts = variable.split("=", 2);
      variables.put(parts[0], parts[1]);
    }

    assertThat(CiPlatform.of(variables)).isEqualTo(platform);
    assertThat(CiEnvironment.detect(variables).platform()).isEqualTo(platform);
  }

  @Test
  void aPlatformThatIsNamedIsTakenWhateverIsSet() {
    CiEnvironment ci = CiCase.named("several-platforms").detect(CiPlatform.BITBUCKET);

    assertThat(ci.platform()).isEqualTo(CiPlatform.BITBUCKET);
    assertThat(ci.commit()).contains("c4f71a535de986600303936780f815721ebbe0c5");
    assertThat(ci.notes()).extracting(CiNote::fact).doesNotContain(Fact.PLATFORM);
  }

  @ParameterizedTest
  @CsvSource({
    "BITBUCKET, REPOSITORY COMMIT RUN_URL CHECKOUT_ROOT VCS_SOURCE",
    "GITHUB, REPOSITORY COMMIT RUN_URL CHECKOUT_ROOT API_BASE_URL VCS_SOURCE",
    "GITLAB, REPOSITORY COMMIT CHECKOUT_COMMIT RUN_URL CHECKOUT_ROOT API_BASE_URL VCS_SOURCE",
    "AZURE_DEVOPS, REPOSITORY COMMIT RUN_URL CHECKOUT_ROOT API_BASE_URL VCS_SOURCE",
  })
  void whatAPlatformAlwaysTellsIsNotedWhereItIsMissing(CiPlatform platform, String facts) {
    CiEnvironment ci = CiEnvironment.detect(Map.of(), platform);

    assertThat(ci.notes())
        .extracting(CiNote::fact)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(facts.split(" ")).map(Fact::valueOf).toList());
    assertThat(ci.notes()).extracting(CiNote::reason).doesNotContain("");
  }

  @Test
  void nothingIsExpectedOfADevelopersMachine() {
    assertThat(CiEnvironment.detect(Map.of("HOME", "/home/dana")).notes()).isEmpty();
  }

  @Test
  void theVariablesOfThisProcessAreReadWhereNoneAreGiven() {
    assertThat(FactSheet.of(CiEnvironment.detect()))
        .isEqualTo(FactSheet.of(CiEnvironment.detect(System.getenv())));
  }

  @Test
  void emptyAndBlankVariablesAreNotSet() {
    CiCase ci =
        CiCase.named("bitbucket-branch").with("BITBUCKET_PR_ID", "").with("BITBUCKET_TAG", " \t");

    assertThat(FactSheet.of(ci.detect())).containsExactlyElementsOf(ci.facts());
    assertThat(ci.detect().variable("BITBUCKET_TAG")).isEmpty();
  }

  @Test
  void laterChangesOfTheMapChangeNothing() {
    Map<String, String> variables = new HashMap<>(CiCase.named("gitlab-push").variables());
    CiEnvironment ci = CiEnvironment.detect(variables);

    variables.clear();

    assertThat(ci.variable("CI_PROJECT_ID")).contains("44723537");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.ci.CiCase#all")
  void secretsAreInNoFactAndNoText(CiCase ci) {
    CiCase secret = ci;
    for (String variable :
        List.of(
            "CI_JOB_TOKEN",
            "SYSTEM_ACCESSTOKEN",
            "GITHUB_TOKEN",
            "BITBUCKET_STEP_OIDC_TOKEN",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            "BYTEBASE_SERVICE_ACCOUNT_SECRET")) {
      secret = secret.with(variable, SECRET);
    }
    for (String variable : ci.variables().keySet()) {
      secret = secret.with(variable, withUser(secret.variables().getOrDefault(variable, "")));
    }
    CiEnvironment found = secret.detect();

    assertThat(FactSheet.of(found)).containsExactlyElementsOf(ci.facts());
    assertThat(found.toString()).doesNotContain(SECRET);
    assertThat(found.variable("SYSTEM_ACCESSTOKEN")).contains(SECRET);
  }

  // As platforms write tokens into the addresses that they clone from.
  private static String withUser(String value) {
    return value.replaceFirst("^(https?)://(?:[^/@]*@)?", "$1://x-token:" + SECRET + "@");
  }

  @Test
  void theTextForLogsHoldsNothingThatOthersWrote() {
    CiEnvironment ci =
        CiCase.named("gitlab-merge-request")
            .with("CI_MERGE_REQUEST_TITLE", "oh\n::error::no")
            .detect();

    assertThat(ci)
        .hasToString(
            "CiEnvironment[GITLAB, commit db49327fe5e5bfea81fb88cdbbf24e283538c395,"
                + " PullRequest[45, SAME_REPOSITORY], notes []]");
  }

  @Test
  void branchesTitlesAndNamesAreGivenAsTheyAre() {
    String hostile = "a\n##vso[task.complete]\u001b[2J\u202e`$(id)`|<b>";
    PullRequest request =
        CiCase.named("gitlab-merge-request")
            .with("CI_MERGE_REQUEST_TITLE", hostile)
            .with("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", hostile)
            .detect()
            .pullRequest()
            .orElseThrow();

    assertThat(request.title()).contains(hostile);
    assertThat(request.sourceBranch()).contains(hostile);
    assertThat(CiCase.named("bitbucket-branch").with("BITBUCKET_BRANCH", hostile).detect().branch())
        .contains(hostile);
  }

  @Test
  void aMergedResultWhoseSourceIsNotToldHasNoCommitToReportOn() {
    CiEnvironment ci =
        CiCase.named("gitlab-merged-result").without("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").detect();

    assertThat(ci.commit()).isEmpty();
    assertThat(ci.checkoutCommit()).isPresent();
    assertThat(ci.notes()).extracting(CiNote::fact).contains(Fact.COMMIT);
  }
}
