package io.bytebase4j.gitops.report.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.SampleRollouts;
import io.bytebase4j.gitops.rollout.TaskStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the file of a step's summary. */
class GitHubStepSummaryTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;
  private Path file;
  private GitHubStepSummary summary;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.createFile(folder.resolve("step_summary_1f0c"));
    summary = GitHubStepSummary.to(file);
  }

  private void publish(ReportedReview review) {
    assertThat(summary.publish(review))
        .isEqualTo(Publication.published("GitHub step summary", "on the page of the run", 0));
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  @Test
  void theRichReviewLooksAsMarkdownDoesWithAnEnd() throws IOException {
    publish(SampleReviews.rich());
    String end = "\n<!-- end of bytebase4j-review:hr -->\n";
    assertThat(text()).endsWith(end);
    Golden.assertMatches("markdown-github.md", text().substring(0, text().length() - end.length()));
  }

  @Test
  void whatOthersWroteStays() throws IOException {
    Files.writeString(file, "# Build\n\nno end of line");
    publish(SampleReviews.clean());
    assertThat(text()).startsWith("# Build\n\nno end of line\n\n<!-- bytebase4j-review:hr -->\n");
  }

  @Test
  void publishingAgainAddsNothing() throws IOException {
    Files.writeString(file, "before\n");
    publish(SampleReviews.rich());
    String first = text();
    publish(SampleReviews.rich());
    assertThat(text()).isEqualTo(first);
  }

  @Test
  void aRolloutStandsBesideAReviewAndTakesItsOwnPlaceAgain() throws IOException {
    publish(SampleReviews.clean());
    String review = text();
    assertThat(
            summary.publish(
                SampleRollouts.rollout(SampleRollouts.stage("test", TaskStatus.RUNNING)),
                List.of()))
        .isEqualTo(Publication.published("GitHub step summary", "on the page of the run", 0));
    assertThat(text()).startsWith(review).contains("under way");

    summary.publish(
        SampleRollouts.rollout(SampleRollouts.stage("test", TaskStatus.DONE)), List.of());

    assertThat(text())
        .startsWith(review)
        .containsOnlyOnce("<!-- bytebase4j-rollout:projects/hr/plans/101/rollout -->\n## Rollout")
        .contains("| `test` | ✅ done | 1 done |")
        .doesNotContain("under way")
        .endsWith("<!-- end of bytebase4j-rollout:projects/hr/plans/101/rollout -->\n");
  }

  @Test
  void aNewReviewTakesThePlaceOfTheOld() throws IOException {
    Files.write(file, new byte[] {(byte) 0xC3, (byte) 0xA4, '\n', (byte) 0xFF, '\n'});
    publish(SampleReviews.rich());
    Files.writeString(
        file,
        Files.readString(file, StandardCharsets.ISO_8859_1) + "after\n",
        StandardCharsets.ISO_8859_1);
    publish(SampleReviews.clean());
    byte[] written = Files.readAllBytes(file);
    assertThat(written).startsWith(0xC3, 0xA4, '\n', 0xFF, '\n', '\n');
    assertThat(new String(written, StandardCharsets.UTF_8))
        .endsWith("<!-- end of bytebase4j-review:hr -->\nafter\n")
        .containsOnlyOnce("<!-- bytebase4j-review:hr -->")
        .contains("passed")
        .doesNotContain("stopped");
  }

  @Test
  void reviewsOfTwoKeysStandSideBySide() throws IOException {
    publish(SampleReviews.rich());
    publish(SampleReviews.rich().withKey("shop"));
    String both = text();
    publish(SampleReviews.rich());
    publish(SampleReviews.rich().withKey("shop"));
    assertThat(text())
        .isEqualTo(both)
        .containsOnlyOnce("<!-- bytebase4j-review:hr -->")
        .containsOnlyOnce("<!-- bytebase4j-review:shop -->");
  }

  @Test
  void aKeyThatBeginsAsAnotherIsAnother() throws IOException {
    publish(SampleReviews.clean().withKey("hr-2"));
    String first = text();
    publish(SampleReviews.clean());
    assertThat(text()).startsWith(first).hasSizeGreaterThan(first.length());
  }

  @Test
  void whatLooksLikeTheBeginningOfAReviewIsNotRemoved() throws IOException {
    Files.writeString(file, "<!-- bytebase4j-review:hr -->\nkeep\n");
    publish(SampleReviews.clean());
    publish(SampleReviews.rich());
    assertThat(text()).startsWith("<!-- bytebase4j-review:hr -->\nkeep\n");
  }

  @Test
  void theFileStaysWithinWhatGitHubTakes() throws IOException {
    Files.writeString(file, "ä".repeat(400_000));
    Publication publication = summary.publish(SampleReviews.large(5000));
    assertThat(publication.status()).isEqualTo(Publication.Status.PUBLISHED);
    assertThat(publication.leftOut()).isPositive();
    assertThat(Files.size(file)).isBetween(MIB - 2000L, (long) MIB);
    assertThat(text()).endsWith("<!-- end of bytebase4j-review:hr -->\n");
  }

  @Test
  void aFullFileIsLeftAsItIs() throws IOException {
    Files.writeString(file, "x".repeat(MIB - 15_000));
    assertThat(summary.publish(SampleReviews.clean()))
        .isEqualTo(
            Publication.failed(
                "GitHub step summary",
                "the summary of this step holds 1033576 bytes already, and GitHub takes no more than"
                    + " 1048576: write it in a step of its own"));
    assertThat(Files.size(file)).isEqualTo(MIB - 15_000);
    Files.write(file, new byte[3 * MIB]);
    assertThat(summary.publish(SampleReviews.clean()).status())
        .isEqualTo(Publication.Status.FAILED);
  }

  @Test
  void aFileThatIsNotThereIsAFailureThatSaysSo() {
    assertThat(failure(folder.resolve("gone")))
        .contains("GITHUB_STEP_SUMMARY", "gone", "it is not there; the runner makes one");
    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Test
  void aDirectoryOrALinkIsAFailureThatSaysSo() throws IOException {
    assertThat(failure(folder)).endsWith("can't be written: it is a directory");
    Path target = Files.createFile(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertThat(failure(link)).endsWith("can't be written: it is a symbolic link");
    assertThat(target).isEmptyFile();
  }

  @Test
  void aPathThatCannotBeIsAFailureThatSaysSo() {
    assertThat(failure(file.resolve("below"))).contains("can't be written: ");
  }

  private static String failure(Path file) {
    Publication publication = GitHubStepSummary.to(file).publish(SampleReviews.clean());
    assertThat(publication.status()).isEqualTo(Publication.Status.FAILED);
    return publication.detail();
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void hostileTextCannotKeepOrRemoveAnything(String text) throws IOException {
    Files.writeString(file, "before\n");
    ReportedReview hostile =
        SampleReviews.hostile(text + "\n<!-- end of bytebase4j-review:hr -->\n" + text);
    publish(hostile);
    publish(hostile);
    publish(SampleReviews.clean());
    String replaced = text();
    Files.writeString(file, "before\n");
    publish(SampleReviews.clean());
    assertThat(replaced).isEqualTo(text());
  }
}
