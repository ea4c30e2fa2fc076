package io.bytebase4j.gitops.report.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.FakePlatform.Answer;
import io.bytebase4j.gitops.report.FakeTime;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.Publication.Status;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.gitlab.FakeGitLab.Note;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One note per merge request, whatever happens. */
class GitLabNoteTest {
  private static final String NOTES = "/merge_requests/7/notes";
  private static final MarkdownReport MARKDOWN =
      MarkdownReport.of(MarkdownFlavour.GITLAB).withMarker();

  private final FakeTime time = new FakeTime();
  private final FakeGitLab gitLab = new FakeGitLab();

  @AfterEach
  void close() {
    gitLab.close();
  }

  private GitLabApi api() {
    return GitLabApi.accessToken(gitLab.url("/api/v4"), FakeGitLab.TOKEN).withTime(time, time);
  }

  private Publication publish(ReportedReview review) {
    Publication publication = GitLabNote.of(api(), "acme/shop", 7).publish(review);
    assertThat(publication.toString()).doesNotContain(FakeGitLab.TOKEN);
    return publication;
  }

  private List<String> texts() {
    return gitLab.notes.stream().map(note -> note.text).toList();
  }

  private static String text(ReportedReview review) {
    return MARKDOWN.render(review);
  }

  @Test
  void writesANote() {
    assertThat(publish(SampleReviews.rich()))
        .isEqualTo(Publication.published("GitLab note", "comment created", 0));

    assertThat(texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void theNoteOfAnEarlierRunIsFoundOnALaterPageAndChanged() {
    for (int i = 0; i < 120; i++) {
      gitLab.someoneWrites(7, "note " + i);
    }
    publish(SampleReviews.rich());
    gitLab.forgetRequests();

    assertThat(publish(SampleReviews.clean()).detail()).isEqualTo("comment updated");

    assertThat(texts()).hasSize(121).contains(text(SampleReviews.clean()));
    assertThat(gitLab.lines()).filteredOn(line -> line.startsWith("GET")).hasSize(4);
  }

  @Test
  void publishingTheSameAgainSendsNothing() {
    publish(SampleReviews.rich());
    gitLab.forgetRequests();

    publish(SampleReviews.rich());

    assertThat(gitLab.lines()).allMatch(line -> line.startsWith("GET "));
  }

  @Test
  void notesOfOthersAndOfGitLabItselfAreLeftAlone() {
    String copy = text(SampleReviews.rich());
    gitLab.someoneWrites(7, copy);
    Note system = gitLab.someoneWrites(FakeGitLab.BOT, copy);
    system.system = true;

    publish(SampleReviews.clean());

    assertThat(texts()).containsExactly(copy, copy, text(SampleReviews.clean()));
  }

  @Test
  void ofSeveralOfOursTheFirstIsKept() {
    Note first = gitLab.someoneWrites(FakeGitLab.BOT, text(SampleReviews.rich()));
    gitLab.someoneWrites(FakeGitLab.BOT, text(SampleReviews.rich()));
    gitLab.someoneWrites(FakeGitLab.BOT, text(SampleReviews.rich().withKey("other")));

    publish(SampleReviews.clean());

    assertThat(gitLab.notes).hasSize(2).startsWith(first);
    assertThat(texts())
        .containsExactly(text(SampleReviews.clean()), text(SampleReviews.rich().withKey("other")));
  }

  @Test
  void aReviewWithoutFindingsIsWrittenUnlessItShouldNotBe() {
    GitLabNote publisher = GitLabNote.of(api(), "acme/shop", 7).withoutCleanReviews();

    assertThat(publisher.publish(SampleReviews.clean()).status()).isEqualTo(Status.SKIPPED);
    assertThat(publish(SampleReviews.clean()).status()).isEqualTo(Status.PUBLISHED);
  }

  @Test
  void aNoteWhoseAnswerIsLostIsFoundAndNotWrittenTwice() {
    gitLab.loseNextAnswer("POST", NOTES);

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(texts()).containsExactly(text(SampleReviews.rich()));
  }

  @Test
  void aNoteThatIsLostTwiceIsToldOfAsUnknown() {
    gitLab.loseNextRequest("POST", NOTES);
    gitLab.loseNextRequest("POST", NOTES);

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("may have been done all the same");
  }

  @Test
  void aPlatformThatAsksToWaitIsWaitedFor() {
    gitLab.answerNext("POST", NOTES, Answer.of(429, "").with("Retry-After", "30"));

    assertThat(publish(SampleReviews.rich()).status()).isEqualTo(Status.PUBLISHED);

    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void aRefusalSaysWhatTheTokenNeeds(int status) {
    gitLab.answerNext("POST", NOTES, Answer.of(status, "{\"message\":\"no\"}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail())
        .contains("answered " + status)
        .contains("scope \"api\"")
        .contains("CI_JOB_TOKEN");
  }

  @Test
  void aGitLabThatDoesNotTellWhoWritesIsNotWrittenTo() {
    gitLab.answerNext("GET", "/user", Answer.of(200, "{}"));

    Publication publication = publish(SampleReviews.rich());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("whose token");
    assertThat(texts()).isEmpty();
  }

  @Test
  void aVeryLongReviewIsCutBelowAMillion() {
    Publication publication = publish(SampleReviews.large(5000));

    assertThat(publication.status()).isEqualTo(Status.PUBLISHED);
    assertThat(publication.leftOut()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void noLineBeginsWithAQuickActionAndTheNoteIsFoundAgain(String text) {
    ReportedReview review = SampleReviews.hostile(text);
    publish(review);
    publish(review.withKey("other"));

    publish(review);

    assertThat(texts()).hasSize(2);
    assertThat(texts()).noneMatch(note -> note.lines().anyMatch(line -> line.startsWith("/")));
  }

  @Test
  void badInputIsRefusedByName() {
    assertThatThrownBy(() -> GitLabNote.of(api(), "", 7)).hasMessageContaining("project");
    assertThatThrownBy(() -> GitLabNote.of(api(), "a", 0)).hasMessageContaining("mergeRequest");
    assertThatThrownBy(() -> GitLabApi.accessToken(URI.create("http://gitlab.example.org"), "t"))
        .hasMessageContaining("use https");
    assertThat(api().toString()).doesNotContain(FakeGitLab.TOKEN);
  }
}
