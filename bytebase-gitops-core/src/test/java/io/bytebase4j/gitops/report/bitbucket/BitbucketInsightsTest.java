package io.bytebase4j.gitops.report.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.bytebase4j.gitops.report.FakePlatform.Answer;
import io.bytebase4j.gitops.report.FakePlatform.Request;
import io.bytebase4j.gitops.report.FakeTime;
import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.Publication.Status;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.bitbucket.FakeBitbucket.Report;
import io.bytebase4j.gitops.review.FailOn;
import io.bytebase4j.gitops.review.ReviewLimits;
import io.bytebase4j.gitops.review.ReviewPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports and annotations, against a Bitbucket that holds to its limits. */
class BitbucketInsightsTest {
  private static final String REPORT = "reports/bytebase4j-hr";
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final FakeTime time = new FakeTime();
  private final FakeBitbucket bitbucket = new FakeBitbucket();

  @AfterEach
  void close() {
    bitbucket.close();
  }

  private BitbucketApi api() {
    return BitbucketApi.accessToken(FakeBitbucket.TOKEN)
        .withBaseUrl(bitbucket.url("/2.0"))
        .withTime(time, time);
  }

  private Publication publish(ReportedReview review) {
    return publish(api(), review);
  }

  private static Publication publish(BitbucketApi api, ReportedReview review) {
    Publication publication = BitbucketInsights.of(api, "acme", "{5h0p}", "1a2b3c").publish(review);
    assertThat(publication.sink()).isEqualTo("Bitbucket report");
    assertThat(publication.toString()).doesNotContain(FakeBitbucket.TOKEN);
    return publication;
  }

  private Report report() {
    return Objects.requireNonNull(bitbucket.reports.get("bytebase4j-hr"));
  }

  private String details() {
    return report().body().get("details").getAsString();
  }

  private static ReportedReview passing(int findings) {
    return ReportedReview.of(
        SampleReviews.large(findings)
            .report()
            .judgedBy(
                ReviewPolicy.standard().withLimits(ReviewLimits.STANDARD.failOn(FailOn.NEVER))));
  }

  @Test
  void whatIsSentCanBeReadInTheRepository() {
    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    Golden.assertMatches(
        "bitbucket-report.txt",
        bitbucket.requests().stream()
            .map(BitbucketInsightsTest::readable)
            .collect(Collectors.joining("\n")));
  }

  private static String readable(Request request) {
    return request.line()
        + "\n"
        + (request.body().isEmpty()
            ? ""
            : PRETTY.toJson(JsonParser.parseString(request.body())) + "\n");
  }

  @Test
  void aReviewWithoutFindingsIsOnePassedReport() {
    Publication publication = publish(SampleReviews.clean());

    assertThat(publication)
        .isEqualTo(Publication.published("Bitbucket report", "bytebase4j-hr on commit 1a2b3c", 0));
    assertThat(bitbucket.results).containsExactly("PASSED 0");
    assertThat(report().annotations()).isEmpty();
  }

  @Test
  void aHundredAnnotationsAreSentAtOnceAndTheResultComesLast() {
    assertThat(publish(SampleReviews.large(350)).status()).isEqualTo(Status.PUBLISHED);

    assertThat(bitbucket.lines())
        .filteredOn(line -> line.endsWith("/annotations"))
        .hasSize(4)
        .allMatch(line -> line.startsWith("POST"));
    assertThat(bitbucket.results).containsExactly("PENDING 0", "FAILED 350");
    assertThat(report().annotations()).hasSize(350);
  }

  @Test
  void beyondAThousandTheWorstAreShownAndTheRestIsCounted() {
    Publication publication = publish(SampleReviews.large(1500));

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.leftOut()).isEqualTo(500);
    assertThat(report().annotations()).hasSize(1000);
    assertThat(report().annotations().values())
        .filteredOn(annotation -> annotation.get("result").getAsString().equals("FAILED"))
        .hasSize(150);
    assertThat(details()).startsWith("Bitbucket takes 1000 annotations: 500 findings are left out");
  }

  @Test
  void whatAnEarlierRunShowedIsGone() {
    publish(SampleReviews.large(150));
    publish(SampleReviews.large(3));
    assertThat(report().annotations()).hasSize(3);

    publish(SampleReviews.clean());
    assertThat(report().annotations()).isEmpty();
    assertThat(bitbucket.reports).hasSize(1);
  }

  @Test
  void publishingTheSameAgainAddsNothing() {
    publish(SampleReviews.rich());
    Report first = report();

    publish(SampleReviews.rich());

    assertThat(report()).isEqualTo(first);
    assertThat(bitbucket.reports).hasSize(1);
  }

  @Test
  void reviewsWithOtherKeysAreLeftAlone() {
    publish(SampleReviews.rich());
    Report first = report();

    publish(SampleReviews.large(5).withKey("shop"));
    publish(SampleReviews.clean().withKey("h"));

    assertThat(report()).isEqualTo(first);
    assertThat(bitbucket.reports)
        .containsOnlyKeys("bytebase4j-hr", "bytebase4j-shop", "bytebase4j-h");
  }

  @Test
  void theProxyOfPipelinesSignsForUs() {
    bitbucket.behindProxy = true;

    Publication publication =
        publish(
            BitbucketApi.pipelinesProxy("localhost", bitbucket.port()).withTime(time, time),
            SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(report().annotations()).hasSize(SampleReviews.rich().report().findings().size());
  }

  @Test
  void afterAFailureInBetweenABadResultIsShownAndSaysThatItIsNotWhole() {
    failSecondHundred(Answer.of(400, "{\"error\":{\"message\":\"no more\"}}"));

    Publication publication = publish(SampleReviews.large(350));

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail())
        .startsWith("100 of 350 annotations were sent, then: ")
        .contains("no more");
    assertThat(bitbucket.results).containsExactly("PENDING 0", "FAILED 100");
    assertThat(details()).startsWith("Not whole: only 100 of 350");
  }

  @Test
  void afterAFailureInBetweenAGoodResultIsNotShown() {
    failSecondHundred(Answer.of(400, "{\"error\":{\"message\":\"no more\"}}"));

    assertThat(publish(passing(350)).status()).isEqualTo(Status.FAILED);

    assertThat(bitbucket.results).containsExactly("PENDING 0", "PENDING 100");

    publish(passing(350));
    assertThat(bitbucket.results).endsWith("PENDING 0", "PASSED 350");
  }

  private void failSecondHundred(Answer answer) {
    // The first matching request is let through as it is.
    bitbucket.processNextAndAnswer("POST", "/annotations", Answer.of(200, "[]"));
    bitbucket.answerNext("POST", "/annotations", answer);
  }

  @Test
  void annotationsWhoseAnswerIsLostAreSentAgainAndAreNotDoubled() {
    bitbucket.loseNextAnswer("DELETE", REPORT);
    bitbucket.loseNextAnswer("PUT", REPORT);
    bitbucket.loseNextAnswer("POST", "/annotations");
    bitbucket.processNextAndAnswer("POST", "/annotations", Answer.of(504, "gateway"));

    assertThat(publish(SampleReviews.large(150)).status()).isEqualTo(Status.PUBLISHED);

    assertThat(report().annotations()).hasSize(150);
    assertThat(bitbucket.results).endsWith("FAILED 150");
  }

  @Test
  void aPlatformThatAsksToWaitIsWaitedFor() {
    bitbucket.answerNext("POST", "/annotations", Answer.of(429, "").with("Retry-After", "11"));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(11));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void aRefusalSaysWhatToSignInWith(int status) {
    bitbucket.answerNext("PUT", REPORT, Answer.of(status, "{\"error\":{\"message\":\"no\"}}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail())
        .contains("answered " + status)
        .contains("scope \"repository\"")
        .contains("proxy of Pipelines");
  }

  @Test
  void anotherTokenIsRefusedAndNotShown() {
    Publication publication =
        publish(
            BitbucketApi.accessToken("0ther").withBaseUrl(bitbucket.url("/2.0")),
            SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("Token is invalid").doesNotContain("0ther");
  }

  @Test
  void whereNothingMayBeRemovedTheReportIsReplacedAndThatIsSaid() {
    publish(SampleReviews.large(3));
    bitbucket.answerNext("DELETE", REPORT, Answer.of(403, "{\"error\":{\"message\":\"no\"}}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.detail()).contains("annotations of an earlier run may still be there");
    assertThat(bitbucket.results).endsWith("FAILED 10");
  }

  @Test
  void aServerThatStaysAwayIsGivenUp() {
    for (int i = 0; i < 5; i++) {
      bitbucket.answerNext("DELETE", REPORT, Answer.of(503, "down"));
    }

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("503").contains("tried 5 times");
    assertThat(bitbucket.reports).isEmpty();
  }

  @Test
  void nonsenseInsteadOfAnAnswerIsNoSuccess() {
    bitbucket.answerNext("PUT", REPORT, Answer.of(200, "<html>Sign in</html>"));

    Publication publication = publish(SampleReviews.clean());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("not in JSON").contains("Sign in");
  }

  @Test
  void anAnswerThatDoesNotComeIsWaitedForAsLongAsTheDeadline() {
    bitbucket.hangNext("PUT", REPORT, true);

    Publication publication =
        publish(
            BitbucketApi.accessToken(FakeBitbucket.TOKEN)
                .withBaseUrl(bitbucket.url("/2.0"))
                .withTimeout(Duration.ofMillis(500)),
            SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(report().body().get("result").getAsString()).isEqualTo("PENDING");
  }

  @Test
  void anInterruptEndsPublishingAndStays() throws InterruptedException {
    bitbucket.hangNext("POST", "/annotations", false);
    List<Publication> publications = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Thread caller =
        new Thread(
            () -> {
              publications.add(publish(SampleReviews.rich()));
              flags.add(Thread.currentThread().isInterrupted());
            });
    caller.start();
    org.awaitility.Awaitility.await()
        .until(() -> bitbucket.lines().stream().anyMatch(line -> line.startsWith("POST")));

    caller.interrupt();
    caller.join();

    assertThat(publications)
        .singleElement()
        .satisfies(
            publication -> {
              assertThat(publication.status()).isEqualTo(Status.FAILED);
              assertThat(publication.detail()).contains("interrupted");
            });
    assertThat(flags).containsExactly(true);
    assertThat(bitbucket.results).containsExactly("PENDING 0");
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textOfOthersIsDataAndFits(String text) {
    ReportedReview review = SampleReviews.hostile(text);

    assertThat(publish(review).status()).isEqualTo(Status.PUBLISHED);

    assertThat(report().annotations()).hasSize(review.report().findings().size());
    for (JsonObject annotation : report().annotations().values()) {
      assertThat(annotation.get("summary").getAsString())
          .doesNotContainPattern("[\\p{Cc}\u2028\u202e]");
      assertThat(annotation.get("details").getAsString().replace("\n", ""))
          .doesNotContainPattern("[\\p{Cc}\u2028\u202e]");
    }
    assertThat(report().body().get("title").getAsString()).doesNotContainPattern("\\p{Cc}");
  }

  @Test
  void aFileOutsideOfTheRepositoryIsNamedInTheDetails() {
    ReportedReview review = SampleReviews.rich().withPathPrefix("../other/");

    assertThat(publish(review).status()).isEqualTo(Status.PUBLISHED);

    assertThat(report().annotations().values())
        .allSatisfy(
            annotation -> {
              assertThat(annotation.has("path")).isFalse();
              assertThat(annotation.has("line")).isFalse();
              assertThat(annotation.get("details").getAsString())
                  .contains("File: ../other/migration/");
            });
  }

  @Test
  void emptyNamesAreRefusedByName() {
    assertThatThrownBy(() -> BitbucketInsights.of(api(), " ", "shop", "1a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workspace");
    assertThatThrownBy(() -> BitbucketInsights.of(api(), "acme", "", "1a"))
        .hasMessageContaining("repoSlug");
    assertThatThrownBy(() -> BitbucketInsights.of(api(), "acme", "shop", ""))
        .hasMessageContaining("commit");
    assertThat(api().toString()).doesNotContain(FakeBitbucket.TOKEN);
  }
}
