package io.bytebase4j.gitops.report.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authors of GitLab, in the project that the merge request is for. */
class GitLabAuthorTest {
  private final AskedPlatform gitLab = AskedPlatform.gitLab();

  @AfterEach
  void close() {
    gitLab.close();
  }

  @Test
  void isKnownByTheId() {
    assertThat(gitLab.find().user())
        .contains(new VcsUser(VcsType.GITLAB, "3003", "mia", "Mia Berg"));

    assertThat(gitLab.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("PRIVATE-TOKEN")).isEqualTo(AskedPlatform.TOKEN);
              assertThat(request.header("JOB-TOKEN")).isEmpty();
            });
  }

  @Test
  void theTokenOfTheJobIsUsedWhereThereIsNoOther() {
    gitLab.without("GITLAB_TOKEN").with("CI_JOB_TOKEN", AskedPlatform.TOKEN);

    assertThat(gitLab.find().user()).isPresent();
    assertThat(gitLab.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("JOB-TOKEN")).isEqualTo(AskedPlatform.TOKEN);
              assertThat(request.header("PRIVATE-TOKEN")).isEmpty();
            });
  }

  @Test
  void aServerThatLetsNoJobTokenReadSaysWhichTokenHelps() {
    gitLab.without("GITLAB_TOKEN").with("CI_JOB_TOKEN", AskedPlatform.TOKEN);
    gitLab.answerNext("GET", "/merge_requests/7", Answer.of(401, "{\"message\":\"401\"}"));

    assertThat(gitLab.find().reason())
        .contains("job tokens")
        .contains("GITLAB_TOKEN")
        .contains("read_api");
  }

  @Test
  void withoutATokenNothingIsSent() {
    gitLab.without("GITLAB_TOKEN");

    assertThat(gitLab.find().reason()).isEqualTo("GITLAB_TOKEN or CI_JOB_TOKEN is not set");
    assertThat(gitLab.requests()).isEmpty();
  }

  @Test
  void theProjectOfTheForkIsNeverAsked() {
    gitLab.without("CI_MERGE_REQUEST_PROJECT_ID");
    gitLab.find();
    assertThat(gitLab.lines()).containsExactly("GET /api/v4/projects/acme%2Fshop/merge_requests/7");

    gitLab.without("CI_MERGE_REQUEST_PROJECT_PATH");
    assertThat(gitLab.find().reason()).isEqualTo("CI_MERGE_REQUEST_PROJECT_ID is not set");
  }

  @Test
  void anAddressThatIsNotKnownIsToldOf() {
    gitLab.without("CI_API_V4_URL");

    assertThat(gitLab.find().reason()).isEqualTo("CI_API_V4_URL is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project_987_bot_a1b2c3",
        "group_12_bot_0f0f0f0f",
        "project_987_bot",
        "project_987_bot2",
        "Project_987_Bot_A1B2"
      })
  void theAccountOfATokenIsABot(String name) {
    gitLab.withBody("\"mia\"", "\"" + name + "\"");

    assertThat(gitLab.find().reason()).contains("bots are left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"project_bot", "my_project_1_bot", "project_1_bothy", "bot", "robot"})
  void aNameThatOnlyLooksSoIsThatOfAPerson(String name) {
    gitLab.withBody("\"mia\"", "\"" + name + "\"");

    assertThat(gitLab.find().user()).map(VcsUser::userName).contains(name);
  }

  @Test
  void whatDeletedAccountsLeaveBehindIsNobody() {
    gitLab.withBody("\"mia\"", "\"ghost\"");

    assertThat(gitLab.find().reason()).contains("may have been deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "3003.5", "1e3", "\"x\"", "true", "99999999999999999999"})
  void anIdThatIsNoneIsNotSent(String id) {
    gitLab.withBody("3003", id);

    assertThat(gitLab.find().user()).isEmpty();
  }
}
