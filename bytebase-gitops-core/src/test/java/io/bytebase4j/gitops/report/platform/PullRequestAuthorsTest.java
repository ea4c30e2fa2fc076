package io.bytebase4j.gitops.report.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonPrimitive;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.gitops.common.VcsType;
import io.bytebase4j.gitops.common.VcsUser;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wrote the change, or why that is not known; never a wrong author, never an exception. */
class PullRequestAuthorsTest {
  private static final String ALL = "io.bytebase4j.gitops.report.platform.AskedPlatform#all";

  private static PullRequestAuthor onGitHub(String event) {
    CiEnvironment ci =
        CiEnvironment.detect(
            Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_EVENT_NAME", "pull_request",
                "GITHUB_EVENT_PATH", "/event.json",
                "GITHUB_REF", "refs/pull/7/merge"),
            path -> new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    return PullRequestAuthors.of(ci).find();
  }

  @Test
  void onGitHubTheEventTells() {
    assertThat(
            onGitHub(
                "{\"pull_request\": {\"number\": 7, \"user\":"
                    + " {\"id\": 1001, \"login\": \"mia\", \"type\": \"User\"}}}"))
        .isEqualTo(PullRequestAuthor.of(new VcsUser(VcsType.GITHUB, "1001", "mia", "")));
  }

  @Test
  void onGitHubABotIsLeftOut() {
    PullRequestAuthor author =
        onGitHub(
            "{\"pull_request\": {\"number\": 7, \"user\":"
                + " {\"id\": 49699333, \"login\": \"dependabot[bot]\", \"type\": \"Bot\"}}}");

    assertThat(author.user()).isEmpty();
    assertThat(author.reason()).contains("bots are left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "[]", "{\"pull_request\": {\"user\": null}}"})
  void onGitHubAnEventWithoutAnAuthorIsToldOf(String event) {
    PullRequestAuthor author = onGitHub(event);

    assertThat(author.user()).isEmpty();
    assertThat(author.reason()).contains("event file");
  }

  @Test
  void aRunForNoPullRequestHasNone() {
    assertThat(PullRequestAuthors.of(CiEnvironment.detect(Map.of())).find().reason())
        .isEqualTo("this run is for no pull request");
    try (AskedPlatform platform = AskedPlatform.gitLab().without("CI_MERGE_REQUEST_IID")) {
      assertThat(platform.find().reason()).isEqualTo("this run is for no pull request");
    }
  }

  @Test
  void aNumberThatIsNoneIsToldOf() {
    try (AskedPlatform platform = AskedPlatform.bitbucket().with("BITBUCKET_PR_ID", "seven")) {
      assertThat(platform.find().reason()).contains("BITBUCKET_PR_ID is no whole number");
      assertThat(platform.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theAuthorIsTheSameEachTimeAndAskedForOnce(AskedPlatform platform) {
    try (platform) {
      PullRequestAuthor author = platform.find();

      assertThat(author.user()).map(VcsUser::displayName).contains("Mia Berg");
      assertThat(author.reason()).isEmpty();
      assertThat(platform.requests()).hasSize(1);
      assertThat(platform.find()).isEqualTo(author);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aRefusalSaysWhatIsNeeded(AskedPlatform platform) {
    try (platform) {
      for (int status : new int[] {401, 403, 404}) {
        platform.answerNext(
            "GET", "/", Answer.of(status, "{\"message\": \"no " + AskedPlatform.TOKEN + "\"}"));

        PullRequestAuthor author = platform.find();

        assertThat(author.user()).isEmpty();
        assertThat(author.reason())
            .contains("answered " + status)
            .contains("no [hidden]")
            .contains("it needs ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatPassesIsTriedAgain(AskedPlatform platform) {
    try (platform) {
      platform.answerNext("GET", "/", Answer.of(503, "").with("Retry-After", "3"));
      platform.loseNextRequest("GET", "/");

      assertThat(platform.find().user()).isPresent();
      assertThat(platform.requests()).hasSize(3);
      assertThat(platform.time.sleeps()).contains(Duration.ofSeconds(3)).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aWaitBeyondTheTimeIsNotBegun(AskedPlatform platform) {
    try (platform) {
      platform.answerNext("GET", "/", Answer.of(429, "").with("Retry-After", "60"));

      assertThat(platform.find().reason())
          .contains("too many calls")
          .contains("10 s for finding the author");
      assertThat(platform.time.sleeps()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aPlatformThatDoesNotAnswerIsGivenUp(AskedPlatform platform) {
    try (platform) {
      platform.hangNext("GET", "/", false);

      assertThat(platform.find(Duration.ofMillis(200)).reason())
          .contains("no answer within 200 ms");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aPlatformThatIsNotThereIsToldOf(AskedPlatform platform) {
    platform.close();

    assertThat(platform.find().reason()).contains("was not sent");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anAnswerThatIsTooLargeIsNotRead(AskedPlatform platform) {
    try (platform) {
      platform.body = " ".repeat((32 << 20) + 1);

      assertThat(platform.find().reason()).contains("larger than 32 MiB");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anAnswerThatIsNoneGivesNoAuthor(AskedPlatform platform) {
    try (platform) {
      String of7 = platform.body;
      for (String body :
          new String[] {
            "",
            "garbage ##vso[task.complete result=Failed]",
            "<html>Sign in</html>",
            "[]",
            "null",
            "7",
            "{\"author\": {\"id\": 5}}",
            of7.replace(": 7,", ": 8,"),
            of7.replace(": 7,", ": {},")
          }) {
        platform.body = body;

        PullRequestAuthor author = platform.find();

        assertThat(author.user()).as(body).isEmpty();
        assertThat(author.reason()).isNotBlank().doesNotContain("##vso[");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anAccountThatWasDeletedIsNobody(AskedPlatform platform) {
    try (platform) {
      String of7 = platform.body;
      for (String author : new String[] {"null", "{}", "[]", "\"mia\"", "{\"id\": {}}"}) {
        platform.body =
            of7.replaceAll("(?s)(\"author\"|\"createdBy\"): \\{.*}", "$1: " + author + "}");

        assertThat(platform.find().reason()).as(platform.body).contains("may have been deleted");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aNameThatEndsInBotIsThatOfABot(AskedPlatform platform) {
    try (platform) {
      platform.body = platform.body.replaceAll("\"mia(@example.org)?\"", "\"Renovate[Bot]\"");

      assertThat(platform.find().reason()).isEqualTo("the author is a bot, and bots are left out");
    }
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileNamesAreFitForTheServerAndNotShown(String text) {
    try (AskedPlatform platform = AskedPlatform.gitLab()) {
      platform.withBody("\"Mia Berg\"", new JsonPrimitive(text).toString());

      PullRequestAuthor author = platform.find();

      VcsUser user = author.user().orElseThrow();
      assertThat(user.userId()).isEqualTo("3003");
      assertThat(user.userName()).isEqualTo("mia");
      assertThat(user.displayName().codePoints()).noneMatch(Character::isISOControl);
      assertThat(user.displayName().codePointCount(0, user.displayName().length()))
          .isLessThanOrEqualTo(256);
      assertThat(author).hasToString("PullRequestAuthor[GITLAB 3003]");
    }
  }

  @Test
  void aNameWithControlsIsDroppedAndALongOneCut() {
    try (AskedPlatform platform = AskedPlatform.gitLab()) {
      platform
          .withBody("\"Mia Berg\"", "\"Mia\\nBerg\"")
          .withBody("\"mia\"", "\"" + "m".repeat(300) + "\"");

      assertThat(platform.find().user())
          .contains(new VcsUser(VcsType.GITLAB, "3003", "m".repeat(255) + "…", ""));
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aTokenThatIsNoneIsNotSent(AskedPlatform platform) {
    try (platform) {
      for (String variable :
          new String[] {"BITBUCKET_ACCESS_TOKEN", "GITLAB_TOKEN", "SYSTEM_ACCESSTOKEN"}) {
        platform.with(variable, AskedPlatform.TOKEN + "\nX-Injected: 1");
      }

      assertThat(platform.find().reason()).contains("the token holds");
      assertThat(platform.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anInterruptEndsItAndStays(AskedPlatform platform) {
    try (platform) {
      Thread.currentThread().interrupt();
      PullRequestAuthor author = platform.find();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(author.reason()).isEqualTo("interrupted while finding the author, at localhost");
    }
  }

  @Test
  void aTokenIsNotSentInPlainTextOverTheNetwork() {
    try (AskedPlatform platform =
        AskedPlatform.gitLab().with("CI_API_V4_URL", "http://gitlab.example.org/api/v4")) {
      assertThat(platform.find().reason()).contains("use https");
    }
  }

  @Test
  void badInputIsRefusedByName() {
    PullRequestAuthors authors = PullRequestAuthors.of(CiEnvironment.detect(Map.of()));

    assertThatThrownBy(() -> authors.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> new PullRequestAuthor(Optional.empty(), " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new PullRequestAuthor(
                    Optional.of(new VcsUser(VcsType.GITLAB, "1", "", "")), "no reason"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
