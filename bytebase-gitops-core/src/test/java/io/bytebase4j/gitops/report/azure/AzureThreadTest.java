package io.bytebase4j.gitops.report.azure;

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
import io.bytebase4j.gitops.report.azure.FakeAzure.PrThread;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread per pull request, with the status of the verdict, whatever happens. */
class AzureThreadTest {
  private static final String THREADS = "/threads";
  private static final String EVE = "e4e00000-0000-0000-0000-000000000002";

  private final FakeTime time = new FakeTime();
  private final FakeAzure azure = new FakeAzure();

  @AfterEach
  void close() {
    azure.close();
  }

  private AzureApi api() {
    return AzureApi.systemAccessToken(azure.url("/acme/"), FakeAzure.TOKEN).withTime(time, time);
  }

  private AzureThread publisher() {
    return AzureThread.of(api(), "web shop", "5h0p", 7);
  }

  private Publication publish(ReportedReview review) {
    Publication publication = publisher().publish(review);
    assertThat(publication.toString()).doesNotContain(FakeAzure.TOKEN);
    return publication;
  }

  private static String text(ReportedReview review) {
    return MarkdownReport.of(MarkdownFlavour.AZURE_DEVOPS).withMarker().render(review);
  }

  @Test
  void theRichReviewLooksAsMarkdownDoes() {
    publish(SampleReviews.rich());

    Golden.assertMatches("markdown-azure-devops.md", azure.texts().get(0));
  }

  @Test
  void writesAThreadAndTellsWhereItIs() {
    assertThat(publish(SampleReviews.rich()))
        .isEqualTo(
            Publication.published(
                "Azure thread",
                "comment created "
                    + azure.url("/acme/web%20shop/_git/5h0p/pullrequest/7?discussionId=1"),
                0));
    assertThat(azure.texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void theThreadIsActiveWhileTheChangeIsStoppedAndClosedWhenItPasses() {
    publish(SampleReviews.rich());
    PrThread thread = azure.threads.get(0);
    assertThat(thread.status).isEqualTo("active");

    publish(SampleReviews.clean());
    assertThat(thread.status).isEqualTo("closed");
    assertThat(thread.text).isEqualTo(text(SampleReviews.clean()));

    publish(SampleReviews.rich());
    assertThat(thread.status).isEqualTo("active");
    assertThat(azure.threads).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "wontFix", "byDesign"})
  void aThreadThatSomebodyResolvedStaysSoWhenTheChangePasses(String status) {
    publish(SampleReviews.rich());
    azure.threads.get(0).status = status;

    publish(SampleReviews.clean());
    assertThat(azure.threads.get(0).status).isEqualTo(status);

    publish(SampleReviews.rich());
    assertThat(azure.threads.get(0).status).isEqualTo("active");
  }

  @Test
  void aCleanReviewOnANewPullRequestAsksNobodyForAnything() {
    publish(SampleReviews.clean());

    assertThat(azure.threads.get(0).status).isEqualTo("closed");
  }

  @Test
  void publishingTheSameAgainSendsNothing() {
    publish(SampleReviews.rich());
    azure.forgetRequests();

    assertThat(publish(SampleReviews.rich()).detail()).startsWith("comment says so already");

    assertThat(azure.lines()).allMatch(line -> line.startsWith("GET "));
    assertThat(azure.texts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatOthersWroteIsLeftAloneEvenWithTheMarker(boolean accountVisible) {
    azure.accountVisible = accountVisible;
    String copy = text(SampleReviews.rich());
    azure.someoneWrites(EVE, copy);
    azure.someoneWrites(EVE, "> " + copy);
    azure.someoneWrites(null, "Ada voted 10");

    publish(SampleReviews.rich());
    publish(SampleReviews.clean());

    assertThat(azure.texts())
        .containsExactly(copy, "> " + copy, "Ada voted 10", text(SampleReviews.clean()));
    assertThat(azure.threads.get(0).status).isEqualTo("active");
  }

  @Test
  void ofSeveralOfOursTheFirstIsKept() {
    azure.someoneWrites(FakeAzure.BUILD_SERVICE, text(SampleReviews.rich()));
    azure.someoneWrites(FakeAzure.BUILD_SERVICE, "another step wrote this");
    azure.someoneWrites(FakeAzure.BUILD_SERVICE, text(SampleReviews.rich()));

    publish(SampleReviews.clean());

    assertThat(azure.texts())
        .containsExactly(text(SampleReviews.clean()), "another step wrote this");
  }

  @Test
  void reviewsOfTwoKeysHaveThreadsOfTheirOwn() {
    publish(SampleReviews.rich());
    publish(SampleReviews.rich().withKey("hr-2"));

    publish(SampleReviews.clean());

    assertThat(azure.texts())
        .containsExactly(text(SampleReviews.clean()), text(SampleReviews.rich().withKey("hr-2")));
  }

  @Test
  void aThreadThatWasDeletedIsWrittenAnew() {
    publish(SampleReviews.rich());
    azure.threads.get(0).deleted = true;

    assertThat(publish(SampleReviews.rich()).detail()).startsWith("comment created");
  }

  @Test
  void aReviewWithoutFindingsIsWrittenUnlessItShouldNotBe() {
    assertThat(publisher().withoutCleanReviews().publish(SampleReviews.clean()).status())
        .isEqualTo(Status.SKIPPED);
    assertThat(azure.threads).isEmpty();
  }

  @Test
  void aPersonalAccessTokenSignsInAsAUserWithoutAName() {
    AzureApi api =
        AzureApi.personalAccessToken(azure.url("/acme"), FakeAzure.PAT).withTime(time, time);

    Publication publication =
        AzureThread.of(api, "web shop", "5h0p", 7).publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
  }

  @Test
  void aMissingRightIsExplained() {
    azure.mayContribute = false;

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail())
        .contains(
            "TF401027",
            "PullRequestContribute",
            "\"Contribute to pull requests\"",
            "{project} Build Service",
            "Project Collection Build Service");
  }

  @Test
  void aTokenThatIsNotAcceptedIsExplained() {
    Publication publication =
        AzureThread.of(
                AzureApi.systemAccessToken(azure.url("/acme/"), "0ld").withTime(time, time),
                "web shop",
                "5h0p",
                7)
            .publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail())
        .contains("answered 203", "does not accept the token", "SYSTEM_ACCESSTOKEN");
  }

  @Test
  void aRepositoryOnGitHubIsSkippedWithAdvice() {
    Publication publication = publisher().withProvider("GitHub").publish(SampleReviews.rich());

    assertThat(publication)
        .isEqualTo(
            Publication.skipped(
                "Azure thread",
                "the repository lies on GitHub, not in Azure Repos, whose pull requests alone have"
                    + " threads: write a GitHub comment instead, with a token of GitHub"));
    assertThat(azure.requests()).isEmpty();
    assertThat(publisher().withProvider("TfsGit").publish(SampleReviews.rich()).status())
        .isEqualTo(Status.PUBLISHED);
  }

  @Test
  void aThreadWhoseAnswerIsLostIsFoundAndNotWrittenTwice() {
    azure.loseNextAnswer("POST", THREADS);

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(azure.texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void aThreadBehindAGatewayThatGaveUpIsFoundWithoutKnowingTheAccount() {
    azure.accountVisible = false;
    azure.processNextAndAnswer("POST", THREADS, Answer.of(504, "gateway"));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(azure.texts()).containsExactly(text(SampleReviews.rich()));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503})
  void aStatusThatIsNotTakenIsToldOfAndNothingIsWrittenTwice(int status) {
    azure.accountVisible = false;
    publish(SampleReviews.rich());
    azure.statusRefused = status;

    Publication publication = publish(SampleReviews.clean());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("but not the status", "answered " + status);
    assertThat(azure.texts()).containsExactly(text(SampleReviews.clean()));
  }

  @Test
  void aLimitOfCallsIsWaitedFor() {
    azure.answerNext("POST", THREADS, Answer.of(429, "").with("Retry-After", "5"));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>login</html>", "[]", "{\"value\":{}}", ""})
  void anAnswerThatIsNoListIsAFailureAndNothingIsWritten(String garbage) {
    azure.answerNext("GET", THREADS, Answer.of(200, garbage));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.FAILED);

    assertThat(azure.threads).isEmpty();
  }

  @Test
  void anInterruptEndsItAndStaysSet() {
    Thread.currentThread().interrupt();

    Publication publication = publish(SampleReviews.rich());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(azure.threads).isEmpty();
  }

  @Test
  void theTimeForPublishingEnds() {
    for (int i = 0; i < 4; i++) {
      azure.answerNext("GET", THREADS, Answer.of(503, "").with("Retry-After", "4"));
    }

    Publication publication =
        AzureThread.of(api().withTimeout(Duration.ofSeconds(10)), "web shop", "5h0p", 7)
            .publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("10 s for publishing");
  }

  @Test
  void aTokenInAnAnswerIsNotRepeated() {
    azure.answerNext(
        "POST", THREADS, Answer.of(400, "{\"message\":\"no " + FakeAzure.TOKEN + "\"}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("answered 400");
    assertThat(api().toString()).doesNotContain(FakeAzure.TOKEN);
  }

  @Test
  void aLongReviewStaysBelowItsLimit() {
    Publication publication = publish(SampleReviews.large(1000));

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.leftOut()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textOfOthersCannotHideTheMarkerOrMakeAnotherOne(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    publish(review);
    publish(review.withKey("other"));

    publish(review);

    assertThat(azure.texts()).hasSize(2);
    assertThat(azure.texts().get(0)).startsWith("<!-- bytebase4j-review:hr -->");
  }

  @Test
  void badInputIsRefusedByName() {
    assertThatThrownBy(() -> AzureThread.of(api(), "", "5h0p", 7)).hasMessage("project is empty");
    assertThatThrownBy(() -> AzureThread.of(api(), "a", " ", 7)).hasMessage("repository is empty");
    assertThatThrownBy(() -> AzureThread.of(api(), "a", "b", 0))
        .hasMessage("pullRequest is 0: it counts from 1");
    assertThatThrownBy(() -> AzureThread.of(api(), "..", "b", 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> AzureApi.systemAccessToken(URI.create("http://tfs.example.org/tfs"), "t"))
        .hasMessageContaining("use https");
  }
}
