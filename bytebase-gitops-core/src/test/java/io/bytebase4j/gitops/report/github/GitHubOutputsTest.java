package io.bytebase4j.gitops.report.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.file.RolloutOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runner reads from the file of a step's outputs. */
class GitHubOutputsTest {
  private static final UUID ID = UUID.fromString("1f0c2a4b-5d6e-4f80-91a2-b3c4d5e6f708");

  @TempDir private Path folder;
  private Path file;
  private GitHubOutputs outputs;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.createFile(folder.resolve("set_output_1f0c"));
    outputs = GitHubOutputs.to(file);
  }

  private Map<String, String> read() throws IOException {
    return OutputFile.read(Files.readString(file));
  }

  @Test
  void theRichReviewLooksAsInTheRepository() throws IOException {
    GitHubOutputs.to(file, () -> ID).publish(SampleReviews.rich());
    Golden.assertMatches("github-outputs.txt", Files.readString(file));
  }

  @Test
  void theFiguresOfAReviewAreOutputs() throws IOException {
    assertThat(outputs.publish(SampleReviews.rich()))
        .isEqualTo(
            Publication.published(
                "GitHub step outputs",
                "verdict, errors, warnings, complete, risk, affected-rows",
                0));
    assertThat(read())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "verdict", "stopped",
                "errors", "2",
                "warnings", "4",
                "complete", "false",
                "risk", "high",
                "affected-rows", "3715"));
  }

  @Test
  void publishingAgainChangesNoOutput() throws IOException {
    outputs.publish(SampleReviews.rich());
    Map<String, String> first = read();
    outputs.publish(SampleReviews.rich());
    assertThat(read()).isEqualTo(first);
    outputs.publish(SampleReviews.clean());
    assertThat(read()).hasSameSizeAs(first).containsEntry("verdict", "passed");
  }

  @Test
  void reviewsOfTwoProjectsHaveOutputsOfTheirOwn() throws IOException {
    outputs.withPrefix("hr-").publish(SampleReviews.rich());
    outputs.withPrefix("shop-").publish(SampleReviews.clean());
    assertThat(read())
        .hasSize(12)
        .containsEntry("hr-verdict", "stopped")
        .containsEntry("shop-verdict", "passed");
  }

  @Test
  void namesAreHandedOn() throws IOException {
    outputs.release("projects/hr/releases/gitops-1f0c2a4b5d6e-20261123-RC00");
    outputs.plan("projects/hr/plans/101");
    outputs.rollout("projects/hr/plans/101/rollout");
    assertThat(read())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "release", "projects/hr/releases/gitops-1f0c2a4b5d6e-20261123-RC00",
                "plan", "projects/hr/plans/101",
                "rollout", "projects/hr/plans/101/rollout"));
    outputs.rollout("projects/hr/rollouts/7");
    assertThat(read()).containsEntry("rollout", "projects/hr/rollouts/7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "101",
        "projects/hr",
        "projects/hr/plans/",
        "projects/hr/plans/101\n",
        "projects/hr/plans/101\nx=1",
        "projects/hr/plans/1 2",
        "projects//plans/101",
        "projects/hr/plans/../../x",
        "projects/hr/plans/101/rollout/stages/test"
      })
  void whatIsNoNameIsRefused(String name) throws IOException {
    assertThatThrownBy(() -> outputs.plan(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plan \"" + name + "\" is not of the form projects/{project}/plans/{plan}");
    assertThatThrownBy(() -> outputs.release(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> outputs.rollout(name)).isInstanceOf(IllegalArgumentException.class);
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "1", "a=", "a<<", "a\n", "-a"})
  void whatIsNoPrefixIsRefused(String prefix) {
    assertThatThrownBy(() -> outputs.withPrefix(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("prefix \"" + prefix + "\" is not made of");
  }

  @Test
  void aValueThatHoldsTheDelimiterIsNotWritten() {
    GitHubOutputs guessed = GitHubOutputs.to(file, () -> ID);
    assertThat(guessed.release("projects/hr/releases/bytebase4j-" + ID))
        .isEqualTo(
            Publication.failed(
                "GitHub step outputs", "the output release holds the delimiter of outputs"));
    assertThat(file).isEmptyFile();
  }

  @Test
  void eachWriteHasADelimiterOfItsOwn() throws IOException {
    outputs.plan("projects/hr/plans/1");
    outputs.plan("projects/hr/plans/2");
    assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("plan<<")))
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void aLineThatSomebodyLeftOpenStaysTheirs() throws IOException {
    Files.writeString(file, "a=b");
    outputs.plan("projects/hr/plans/1");
    assertThat(read())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", "b", "plan", "projects/hr/plans/1"));
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void noTextOfOthersIsWritten(String text) throws IOException {
    ReportedReview review = SampleReviews.hostile(text);
    GitHubOutputs.to(file, () -> ID).publish(review);
    Path other = Files.createFile(folder.resolve("other"));
    GitHubOutputs.to(other, () -> ID).publish(SampleReviews.hostile("other"));
    assertThat(file).hasSameTextualContentAs(other);
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailureThatSaysSo() throws IOException {
    assertThat(GitHubOutputs.to(folder.resolve("gone")).publish(SampleReviews.clean()).detail())
        .contains("GITHUB_OUTPUT", "gone", "it is not there");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Publication publication = GitHubOutputs.to(link).publish(SampleReviews.clean());
    assertThat(publication.status()).isEqualTo(Publication.Status.FAILED);
    assertThat(publication.detail()).endsWith("it is a symbolic link");
    assertThat(file).isEmptyFile();
  }

  @Test
  void theOutcomeOfARolloutIsAnOutput() throws IOException {
    assertThat(outputs.withPrefix("hr-").outcome(RolloutOutput.Outcome.PENDING).detail())
        .isEqualTo("outcome");
    assertThat(read()).containsExactlyEntriesOf(Map.of("hr-outcome", "PENDING"));
  }
}
