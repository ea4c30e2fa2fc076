package io.bytebase4j.gitops.report.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.FakePlatform.Answer;
import io.bytebase4j.gitops.report.FakeTime;
import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.Publication.Status;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.github.FakeGitHub.Account;
import io.bytebase4j.gitops.report.github.FakeGitHub.Comment;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One comment per pull request, whatever token there is and whatever happens. */
class GitHubCommentTest {
  private static final String COMMENTS = "/issues/7/comments";

  private final FakeTime time = new FakeTime();
  private final FakeGitHub gitHub = new FakeGitHub();

  @AfterEach
  void close() {
    gitHub.close();
  }

  private GitHubApi api(Account account) {
    return GitHubApi.token(account.token()).withBaseUrl(gitHub.url("")).withTime(time, time);
  }

  private GitHubComment publisher(Account account) {
    return GitHubComment.of(api(account), "acme", "shop", 7);
  }

  private Publication publish(Account account, ReportedReview review) {
    Publication publication = publisher(account).publish(review);
    assertThat(publication.toString()).doesNotContain(account.token());
    return publication;
  }

  private Publication publish(ReportedReview review) {
    return publish(FakeGitHub.WORKFLOW, review);
  }

  private static String text(ReportedReview review) {
    return MarkdownReport.of(MarkdownFlavour.GITHUB).withMarker().render(review);
  }

  private void othersWrite(int comments) {
    for (int i = 0; i < comments; i++) {
      gitHub.someoneWrites(FakeGitHub.EVE, "comment " + i);
    }
  }

  static Stream<Account> accounts() {
    return Stream.of(FakeGitHub.WORKFLOW, FakeGitHub.APP, FakeGitHub.PERSON);
  }

  @Test
  void theRichReviewLooksAsMarkdownDoes() {
    publish(SampleReviews.rich());

    Golden.assertMatches("markdown-github.md", gitHub.texts().get(0));
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void writesACommentAndTellsWhereItIs(Account account) {
    assertThat(publish(account, SampleReviews.rich()))
        .isEqualTo(
            Publication.published(
                "GitHub comment",
                "comment created https://github.com/acme/shop/pull/7#issuecomment-1001",
                0));
    assertThat(gitHub.texts()).containsExactly(text(SampleReviews.rich()));
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void theCommentOfAnEarlierRunIsFoundOnALaterPageAndChanged(Account account) {
    othersWrite(230);
    publish(account, SampleReviews.rich());
    othersWrite(80);
    gitHub.forgetRequests();

    assertThat(publish(account, SampleReviews.clean()).detail()).startsWith("comment updated ");

    assertThat(gitHub.comments).hasSize(311);
    assertThat(gitHub.comments.get(230).text).isEqualTo(text(SampleReviews.clean()));
    assertThat(gitHub.lines()).filteredOn(line -> line.endsWith(COMMENTS)).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void wheneverGraphQlDoesNotTellTheCommentIsStillFound(Account account) {
    gitHub.viewer = false;
    publish(account, SampleReviews.rich());
    publish(account, SampleReviews.clean());

    assertThat(gitHub.texts()).containsExactly(text(SampleReviews.clean()));
  }

  @Test
  void publishingTheSameAgainSendsNothing() {
    publish(SampleReviews.rich());
    gitHub.forgetRequests();

    assertThat(publish(SampleReviews.rich()).detail()).startsWith("comment says so already");

    assertThat(gitHub.lines()).containsExactly("POST /graphql", "GET /repos/acme/shop" + COMMENTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatOthersWroteIsLeftAloneEvenWithTheMarker(boolean viewer) {
    gitHub.viewer = viewer;
    String copy = text(SampleReviews.rich());
    gitHub.someoneWrites(FakeGitHub.EVE, copy);
    gitHub.someoneWrites(null, copy);
    publish(SampleReviews.rich());
    gitHub.someoneWrites(FakeGitHub.APP, copy);
    gitHub.someoneWrites(FakeGitHub.EVE, "> " + copy);

    publish(SampleReviews.clean());

    assertThat(gitHub.texts())
        .containsExactly(copy, copy, text(SampleReviews.clean()), copy, "> " + copy);
  }

  @Test
  void ofSeveralOfOursTheFirstIsKept() {
    Comment first = gitHub.someoneWrites(FakeGitHub.WORKFLOW, text(SampleReviews.rich()));
    gitHub.someoneWrites(FakeGitHub.WORKFLOW, "another step wrote this");
    gitHub.someoneWrites(FakeGitHub.WORKFLOW, text(SampleReviews.rich()));

    publish(SampleReviews.clean());

    assertThat(gitHub.comments.get(0)).isSameAs(first);
    assertThat(gitHub.texts())
        .containsExactly(text(SampleReviews.clean()), "another step wrote this");
  }

  @Test
  void reviewsOfTwoKeysHaveCommentsOfTheirOwn() {
    publish(SampleReviews.rich());
    publish(SampleReviews.rich().withKey("hr-2"));

    publish(SampleReviews.clean());

    assertThat(gitHub.texts())
        .containsExactly(text(SampleReviews.clean()), text(SampleReviews.rich().withKey("hr-2")));
  }

  @Test
  void aReviewWithoutFindingsIsWrittenUnlessItShouldNotBe() {
    GitHubComment quiet = publisher(FakeGitHub.WORKFLOW).withoutCleanReviews();

    assertThat(quiet.publish(SampleReviews.clean()).status()).isEqualTo(Status.SKIPPED);
    assertThat(gitHub.comments).isEmpty();
    publish(SampleReviews.rich());
    assertThat(quiet.publish(SampleReviews.clean()).status()).isEqualTo(Status.PUBLISHED);
    assertThat(gitHub.texts()).containsExactly(text(SampleReviews.clean()));
  }

  @Test
  void aServerOfOnesOwnHasGraphQlBesideRest() {
    GitHubApi server = api(FakeGitHub.APP).withBaseUrl(gitHub.url("/api/v3"));

    GitHubComment.of(server, "acme", "shop", 7).publish(SampleReviews.rich());

    assertThat(gitHub.lines())
        .containsExactly(
            "POST /api/graphql",
            "GET /api/v3/repos/acme/shop" + COMMENTS,
            "POST /api/v3/repos/acme/shop" + COMMENTS);
  }

  @Test
  void aLongReviewStaysBelowWhatGitHubTakes() {
    Publication publication = publish(SampleReviews.large(500));

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.leftOut()).isPositive();
    assertThat(gitHub.texts().get(0)).hasSizeLessThanOrEqualTo(65_000);
  }

  @Test
  void aTokenThatOnlyReadsIsNoFailure() {
    gitHub.readOnly = true;

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.SKIPPED);
    assertThat(publication.detail())
        .contains(
            "answered 403",
            "Resource not accessible by integration",
            "pull-requests: write",
            "forks and of Dependabot");
  }

  @Test
  void aRepositoryThatTheTokenCannotSeeIsNoFailure() {
    gitHub.hidden = true;

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.SKIPPED);
    assertThat(publication.detail()).contains("answered 404", "can't be seen");
  }

  @Test
  void aTokenThatIsNotAcceptedIsAFailure() {
    Publication publication = publish(new Account("ghs_0ld", 1, "old", true), SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("answered 401", "Bad credentials");
  }

  @Test
  void aCommentWhoseAnswerIsLostIsFoundAndNotWrittenTwice() {
    gitHub.loseNextAnswer("POST", COMMENTS);

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(gitHub.texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void aCommentWhoseAnswerIsLostIsFoundWithoutKnowingWhoseTokenItIs() {
    gitHub.viewer = false;
    gitHub.processNextAndAnswer("POST", COMMENTS, Answer.of(502, "<html>Bad gateway</html>"));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(gitHub.texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void aCommentThatWasLostOnTheWayIsWrittenAfterTwoLooks() {
    gitHub.loseNextRequest("POST", COMMENTS);

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(gitHub.texts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aFaultThatPassesWhileLookingDoesNoHarm(int status) {
    if (status != 500) {
      gitHub.answerNext("GET", COMMENTS, Answer.of(status, ""));
      assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);
    } else {
      gitHub.answerNext("GET", COMMENTS, Answer.of(status, ""));
      assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.FAILED);
      assertThat(gitHub.comments).isEmpty();
    }
  }

  @Test
  void aLimitOfCallsIsWaitedForOrAFailureAndNeverASkip() {
    gitHub.answerNext("POST", COMMENTS, Answer.of(403, "").with("Retry-After", "30"));
    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);
    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));

    gitHub.answerNext(
        "PATCH",
        "/issues/comments",
        Answer.of(403, "{\"message\":\"secondary rate limit\"}").with("Retry-After", "900"));
    Publication publication = publish(SampleReviews.clean());
    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("secondary rate limit", "wait 900 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>login</html>", "{\"a\":", "[1] [2]", "{}", ""})
  void anAnswerThatIsNoListIsAFailureAndNothingIsWritten(String garbage) {
    gitHub.answerNext("GET", COMMENTS, Answer.of(200, garbage));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(gitHub.comments).isEmpty();
  }

  @Test
  void anInterruptEndsItAndStaysSet() {
    Thread.currentThread().interrupt();

    Publication publication = publish(SampleReviews.rich());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("interrupted");
    assertThat(gitHub.comments).isEmpty();
  }

  @Test
  void theTimeForPublishingEnds() {
    for (int i = 0; i < 4; i++) {
      gitHub.answerNext("GET", COMMENTS, Answer.of(503, "").with("Retry-After", "4"));
    }

    Publication publication =
        GitHubComment.of(
                api(FakeGitHub.WORKFLOW).withTimeout(Duration.ofSeconds(10)), "acme", "shop", 7)
            .publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("10 s for publishing");
  }

  @Test
  void aTokenInAnAnswerIsNotRepeated() {
    String token = FakeGitHub.WORKFLOW.token();
    gitHub.answerNext("POST", COMMENTS, Answer.of(422, "{\"message\":\"no " + token + "\"}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("422").doesNotContain(token);
    assertThat(api(FakeGitHub.WORKFLOW).toString()).doesNotContain(token);
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textOfOthersCannotHideTheMarkerOrMakeAnotherOne(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    publish(review);
    publish(review.withKey("other"));

    publish(review);

    List<String> texts = gitHub.texts();
    assertThat(texts).hasSize(2);
    assertThat(texts.get(0)).startsWith("<!-- bytebase4j-review:hr -->");
    assertThat(texts.get(1)).startsWith("<!-- bytebase4j-review:other -->");
  }

  @Test
  void badInputIsRefusedByName() {
    GitHubApi api = GitHubApi.token("t0ken");
    assertThatThrownBy(() -> GitHubComment.of(api, " ", "shop", 7)).hasMessage("owner is empty");
    assertThatThrownBy(() -> GitHubComment.of(api, "acme", "", 7))
        .hasMessage("repository is empty");
    assertThatThrownBy(() -> GitHubComment.of(api, "acme", "shop", 0))
        .hasMessage("pullRequest is 0: it counts from 1");
    assertThatThrownBy(() -> GitHubComment.of(api, "acme", "..", 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GitHubApi.token("a\nb")).hasMessageContaining("the token holds");
    assertThatThrownBy(() -> api.withBaseUrl(URI.create("http://github.example.org/api/v3")))
        .hasMessageContaining("use https");
  }
}
