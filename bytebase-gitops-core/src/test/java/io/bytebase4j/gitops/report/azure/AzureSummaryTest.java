package io.bytebase4j.gitops.report.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.report.Golden;
import io.bytebase4j.gitops.report.MarkdownFlavour;
import io.bytebase4j.gitops.report.Publication;
import io.bytebase4j.gitops.report.Publication.Status;
import io.bytebase4j.gitops.report.ReportedReview;
import io.bytebase4j.gitops.report.SampleReviews;
import io.bytebase4j.gitops.report.azure.AgentCommands.Command;
import io.bytebase4j.gitops.report.markdown.MarkdownReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a summary, and the command that names it. */
class AzureSummaryTest {
  @TempDir private Path folder;
  private final StringBuilder printed = new StringBuilder();

  private Publication publish(ReportedReview review) {
    return AzureSummary.into(folder, printed).publish(review);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void theRichReviewLooksAsMarkdownDoesWithoutAMarker() throws IOException {
    publish(SampleReviews.rich());

    Golden.assertMatches(
        "markdown-azure-devops.md",
        "<!-- bytebase4j-review:hr -->\n\n" + Files.readString(folder.resolve("bytebase4j-hr.md")));
  }

  @Test
  void theCommandNamesTheFileByItsFullPath() {
    Path file = folder.resolve("bytebase4j-hr.md");

    assertThat(publish(SampleReviews.rich()))
        .isEqualTo(Publication.published("Azure summary", file.toString(), 0));

    assertThat(AgentCommands.in(printed.toString()))
        .containsExactly(new Command("task.uploadsummary", Map.of(), file.toString()));
    assertThat(printed.toString()).endsWith("\n").containsOnlyOnce("\n");
    assertThat(file).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a]b;c=d", "100%", "%0A%AZP25", "##x", "ä 😀"})
  void aDirectoryMayHaveAnyName(String name) {
    AzureSummary.into(folder.resolve(name), printed).publish(SampleReviews.clean());

    assertThat(AgentCommands.in(printed.toString()))
        .singleElement()
        .satisfies(command -> assertThat(Path.of(command.data())).exists());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n##vso[task.complete]x", "##vso[task.complete]", "\u202e"})
  void aDirectoryWhoseNameCannotStandInACommandIsAFailure(String name) {
    Publication publication =
        AzureSummary.into(folder.resolve(name), printed).publish(SampleReviews.clean());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("can't stand in a command");
    assertThat(printed).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void publishingAgainReplacesTheFile() throws IOException {
    publish(SampleReviews.rich());
    publish(SampleReviews.clean());

    assertThat(files()).containsExactly(folder.resolve("bytebase4j-hr.md"));
    assertThat(files().get(0))
        .hasContent(MarkdownReport.of(MarkdownFlavour.AZURE_DEVOPS).render(SampleReviews.clean()));
  }

  @Test
  void everyKeyHasAFileOfItsOwnAlsoOnWindows() throws IOException {
    for (String key : List.of("hr", "HR", "Hr", "hR", "hr-2", "HR-2")) {
      publish(SampleReviews.clean().withKey(key));
    }

    assertThat(files().stream().map(file -> file.getFileName().toString().toLowerCase()))
        .hasSize(6)
        .doesNotHaveDuplicates()
        .contains("bytebase4j-hr.md", "bytebase4j-hr~3.md");
  }

  @Test
  void theAgentMayBeAnotherUser() throws IOException {
    publish(SampleReviews.clean());

    assertThat(Files.getPosixFilePermissions(folder.resolve("bytebase4j-hr.md")))
        .contains(PosixFilePermission.OTHERS_READ);
  }

  @Test
  void aLinkInTheFilesPlaceIsNotFollowed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "keep");
    Files.createSymbolicLink(folder.resolve("bytebase4j-hr.md"), target);

    publish(SampleReviews.clean());

    assertThat(target).hasContent("keep");
    assertThat(folder.resolve("bytebase4j-hr.md")).isRegularFile();
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailureWithoutACommand() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Publication publication =
        AzureSummary.into(file.resolve("below"), printed).publish(SampleReviews.clean());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("bytebase4j-hr.md can't be written");
    assertThat(printed).isEmpty();
  }

  @Test
  void aDirectoryInTheFilesPlaceIsAFailureThatLeavesNothingBehind() throws IOException {
    Files.createDirectories(folder.resolve("bytebase4j-hr.md/x"));

    assertThat(publish(SampleReviews.clean()).status()).isEqualTo(Status.FAILED);

    assertThat(files()).hasSize(1);
    assertThat(printed).isEmpty();
  }

  @Test
  void aCommandThatCannotBePrintedIsAFailure() {
    Appendable broken =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public Appendable append(char c) throws IOException {
            throw new IOException("closed");
          }
        };

    Publication publication = AzureSummary.into(folder, broken).publish(SampleReviews.clean());

    assertThat(publication.status()).isEqualTo(Status.FAILED);
    assertThat(publication.detail()).contains("can't be printed: closed");
  }

  @Test
  void aStreamOfTheProgramTakesTheCommand() throws IOException {
    Path log = folder.resolve("log");
    try (PrintStream out = new PrintStream(Files.newOutputStream(log))) {
      AzureSummary.into(folder, out).publish(SampleReviews.clean());
    }

    assertThat(AgentCommands.in(Files.readString(log))).hasSize(1);
  }

  @Test
  void aLongReviewStaysWithinAMebibyte() throws IOException {
    Publication publication = publish(SampleReviews.large(5000));

    assertThat(publication.leftOut()).isPositive();
    assertThat(Files.size(folder.resolve("bytebase4j-hr.md"))).isLessThanOrEqualTo(1 << 20);
  }

  @ParameterizedTest
  @MethodSource("io.bytebase4j.gitops.report.HostileTexts#all")
  void noTextOfOthersReachesTheCommand(String text) {
    publish(SampleReviews.hostile(text));

    assertThat(printed.toString())
        .isEqualTo("##vso[task.uploadsummary]" + folder.resolve("bytebase4j-hr.md") + "\n");
  }
}
