package io.bytebase4j.gitops.report.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.FakePlatform.Answer;
import io.bytebase4j.gitops.report.FakeTime;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.Publication.Status;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.bitbucket.FakeBitbucket.Comment;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One comment per pull request, whatever happens. */
class BitbucketCommentTest {
  private static final String COMMENTS = "/pullrequests/7/comments";
  private static final MarkdownReport MARKDOWN =
      MarkdownReport.of(MarkdownFlavour.BITBUCKET).withMarker();

  private final FakeTime time = new FakeTime();
  private final FakeBitbucket bitbucket = new FakeBitbucket();

  @AfterEach
  void close() {
    bitbucket.close();
  }

  private BitbucketComment publisher() {
    return BitbucketComment.of(
        BitbucketApi.accessToken(FakeBitbucket.TOKEN)
            .withBaseUrl(bitbucket.url("/2.0"))
            .withTime(time, time),
        "acme",
        "{5h0p}",
        7);
  }

  private Publication publish(ReportedReview review) {
    Publication publication = publisher().publish(review);
    assertThat(publication.toString()).doesNotContain(FakeBitbucket.TOKEN);
    return publication;
  }

  private List<String> texts() {
    return bitbucket.visibleComments().stream().map(comment -> comment.text).toList();
  }

  private static String text(ReportedReview review) {
    return MARKDOWN.render(review);
  }

  private void othersWrite(int comments) {
    for (int i = 0; i < comments; i++) {
      bitbucket.someoneWrites("{ada}", "comment " + i);
    }
  }

  @Test
  void writesACommentAndTellsWhereItIs() {
    Publication publication = publish(SampleReviews.rich());

    assertThat(publication)
        .isEqualTo(
            Publication.published(
                "Bitbucket comment",
                "comment created https://bitbucket.org/acme/shop/pull-requests/7#comment-1",
                0));
    assertThat(texts()).containsExactly(text(SampleReviews.rich()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCommentOfAnEarlierRunIsFoundOnALaterPageAndChanged(boolean accountVisible) {
    bitbucket.accountVisible = accountVisible;
    othersWrite(230);
    publish(SampleReviews.rich());
    othersWrite(5);
    bitbucket.forgetRequests();

    Publication publication = publish(SampleReviews.large(3));

    assertThat(publication.detail()).startsWith("comment updated ").endsWith("#comment-231");
    assertThat(bitbucket.comments).hasSize(236);
    assertThat(texts()).contains(text(SampleReviews.large(3)));
    assertThat(bitbucket.lines())
        .filteredOn(line -> line.equals("GET /2.0/repositories/acme/%7B5h0p%7D" + COMMENTS))
        .hasSize(3);
  }

  @Test
  void publishingTheSameAgainSendsNothing() {
    publish(SampleReviews.rich());
    bitbucket.forgetRequests();

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.detail()).startsWith("comment says so already");
    assertThat(bitbucket.lines()).allMatch(line -> line.startsWith("GET "));
    assertThat(texts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatOthersWroteIsLeftAloneEvenWithTheMarker(boolean accountVisible) {
    bitbucket.accountVisible = accountVisible;
    String copy = text(SampleReviews.rich());
    bitbucket.someoneWrites("{eve}", copy);
    bitbucket.someoneWrites("{ada}", "> " + copy);

    publish(SampleReviews.rich());
    assertThat(texts()).containsExactly(copy, "> " + copy, copy);
    publish(SampleReviews.clean());

    assertThat(texts()).containsExactly(copy, "> " + copy, text(SampleReviews.clean()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofSeveralOfOursTheFirstIsKept(boolean accountVisible) {
    bitbucket.accountVisible = accountVisible;
    String old = text(SampleReviews.rich());
    bitbucket.someoneWrites("{eve}", old);
    Comment first = bitbucket.someoneWrites(FakeBitbucket.BOT, old);
    bitbucket.someoneWrites(FakeBitbucket.BOT, "something else of ours\n\n" + old);
    bitbucket.someoneWrites(FakeBitbucket.BOT, old);
    bitbucket.someoneWrites(FakeBitbucket.BOT, old);

    assertThat(publish(SampleReviews.clean()).detail()).startsWith("comment updated");

    assertThat(first.text).isEqualTo(text(SampleReviews.clean()));
    assertThat(texts()).containsExactly(old, first.text, "something else of ours\n\n" + old);
  }

  @Test
  void anotherOneThatCanNotBeRemovedIsToldOf() {
    String old = text(SampleReviews.rich());
    bitbucket.someoneWrites(FakeBitbucket.BOT, old);
    bitbucket.someoneWrites(FakeBitbucket.BOT, old);
    bitbucket.answerNext("DELETE", COMMENTS, Answer.of(400, "not now"));

    Publication publication = publish(SampleReviews.clean());

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.detail()).contains("could not be removed").contains("not now");
  }

  @Test
  void reviewsWithOtherKeysHaveTheirOwnComments() {
    publish(SampleReviews.rich());
    publish(SampleReviews.rich().withKey("hr2"));
    publish(SampleReviews.clean().withKey("h"));

    publish(SampleReviews.clean());

    assertThat(texts())
        .containsExactly(
            text(SampleReviews.clean()),
            text(SampleReviews.rich().withKey("hr2")),
            text(SampleReviews.clean().withKey("h")));
  }

  @Test
  void commentsInTheDiffAndDeletedOnesAreNoPlaceForIt() {
    Comment inline = bitbucket.someoneWrites(FakeBitbucket.BOT, text(SampleReviews.rich()));
    inline.inline = true;
    Comment deleted = bitbucket.someoneWrites(FakeBitbucket.BOT, text(SampleReviews.rich()));
    deleted.deleted = true;

    assertThat(publish(SampleReviews.clean()).detail()).startsWith("comment created");
  }

  @Test
  void aReviewWithoutFindingsIsWrittenUnlessItShouldNotBe() {
    assertThat(publisher().withoutCleanReviews().publish(SampleReviews.clean()).status())
        .isEqualTo(Status.SKIPPED);
    assertThat(texts()).isEmpty();

    publish(SampleReviews.clean());
    assertThat(texts()).hasSize(1);
  }

  @Test
  void aReviewWithoutFindingsReplacesWhatWasThereInAnyCase() {
    publish(SampleReviews.rich());

    assertThat(publisher().withoutCleanReviews().publish(SampleReviews.clean()).status())
        .isEqualTo(Status.PUBLISHED);

    assertThat(texts()).containsExactly(text(SampleReviews.clean()));
  }

  @Test
  void aCommentWhoseAnswerIsLostIsFoundAndNotWrittenTwice() {
    bitbucket.loseNextAnswer("POST", COMMENTS);

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void aCommentBehindAGatewayThatGaveUpIsFoundAndNotWrittenTwice() {
    bitbucket.accountVisible = false;
    bitbucket.processNextAndAnswer("POST", COMMENTS, Answer.of(504, "gateway"));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void aCommentThatWasLostOnTheWayIsWrittenAgainAfterTwoLooks() {
    bitbucket.loseNextRequest("POST", COMMENTS);

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(texts()).hasSize(1);
    assertThat(bitbucket.lines())
        .filteredOn(line -> line.endsWith("/comments"))
        .extracting(line -> line.substring(0, 4).strip())
        .containsExactly("GET", "POST", "GET", "GET", "POST");
  }

  @Test
  void aCommentThatVanishesInBetweenIsWrittenAnew() {
    bitbucket.someoneWrites(FakeBitbucket.BOT, text(SampleReviews.rich()));
    bitbucket.answerNext("PUT", COMMENTS, Answer.of(404, "gone"));

    assertThat(publish(SampleReviews.clean()).detail()).startsWith("comment created");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void aRefusalSaysWhatTheTokenNeeds(int status) {
    bitbucket.answerNext("POST", COMMENTS, Answer.of(status, "{\"error\":{\"message\":\"no\"}}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("answered " + status).contains("pullrequest:write");
  }

  @Test
  void throughTheProxyOfPipelinesNoCommentIsTried() {
    Publication publication =
        BitbucketComment.of(BitbucketApi.pipelinesProxy(), "acme", "shop", 7)
            .publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.SKIPPED);
    assertThat(publication.detail()).contains("pullrequest:write");
  }

  @Test
  void aReviewThatIsTooLongIsCutAndTheRestIsCounted() {
    Publication publication = publish(SampleReviews.large(500));

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.leftOut()).isPositive();
    assertThat(texts().get(0)).hasSizeLessThanOrEqualTo(32_000);
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void textOfOthersCanNotHideTheMarkerOrMakeAnotherOne(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    publish(review);
    publish(review.withKey("other"));

    publish(review);

    assertThat(bitbucket.visibleComments()).hasSize(2);
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    assertThatThrownBy(() -> BitbucketComment.of(BitbucketApi.pipelinesProxy(), "a", "b", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pullRequest");
  }
}
